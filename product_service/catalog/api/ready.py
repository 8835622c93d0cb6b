"""What shoppers were answered a moment ago, for servicekit.api.ready: most of what a crowd asks for."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from product_service.catalog import cached
from product_service.catalog.api.views.answers import LOOKED, Told, of_everybody
from servicekit.api.ready import Ready
from servicekit.api.shortway import JSON

PRODUCT = re.compile(r"/api/products/([1-9][0-9]{0,17})/")


class Question(NamedTuple):
    """Under which key its answer is kept (see answers.py), and the template of its route."""

    key: str
    route: str


def answer(environ: dict[str, Any]) -> Ready | None:
    """What was looked for in vain is left to the view, which will make it and need not look again."""
    begun, asked = cached.second(), question(environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
    if asked is None:
        return None
    environ[LOOKED] = found = cached.look(asked.key)
    if found.kept is None:
        return None
    told = Told.unpacked(found.kept)
    return Ready(asked.route, [("Content-Type", JSON), *of_everybody(told.tag, begun).items()], told.body)


def question(path: str, query: str) -> Question | None:
    """Only in the spelling under which it is kept; a query string, only where it is part of the key."""
    match path:
        case "/api/products/":
            return Question(f"products?{query}", path)
        case "/api/products/facets/":
            return Question(f"facets?{query}", path)
    one = PRODUCT.fullmatch(path) if not query else None
    return Question(f"products/{one[1]}", "/api/products/<product:product_id>/") if one else None
