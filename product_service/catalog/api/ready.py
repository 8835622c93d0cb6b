"""What shoppers ask for most, for servicekit.api.ready: lists, their figures and single products."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from product_service.catalog import cached
from product_service.catalog.api.views import answers
from product_service.catalog.api.views.answers import Reading
from servicekit.api.ready import Ready
from servicekit.api.shortway import JSON, NOBODY
from servicekit.db.kept import looked_after

PRODUCT = re.compile(r"/api/products/([1-9][0-9]{0,17})/")


class Question(NamedTuple):
    """What is read, and the template of its route."""

    reading: Reading
    route: str


def source(environ: dict[str, Any]) -> Callable[[], Ready] | None:
    asked = question(environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
    return partial(_answer, asked) if asked else None


def question(path: str, query: str) -> Question | None:
    """Only as links have it: another spelling is the routes' to understand."""
    if path == "/api/products/":
        return Question(answers.page(query, NOBODY), path)
    if path == "/api/products/facets/":
        return Question(answers.figures(query, NOBODY), path)
    one = PRODUCT.fullmatch(path) if not query else None
    return Question(answers.one(int(one[1])), "/api/products/<product:product_id>/") if one else None


def _answer(asked: Question) -> Ready:
    begun = cached.second()
    told = answers.shared(asked.reading, around=looked_after)
    return Ready(asked.route, [("Content-Type", JSON), *answers.of_everybody(told.tag, begun).items()], told.body)
