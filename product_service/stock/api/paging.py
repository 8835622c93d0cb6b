"""Pages of rows in the order of one unique column, from a cursor on, forwards and back."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from servicekit.api.keyset import LONGEST, Place, accepted, issued
from servicekit.errors import InvalidCursor

M = TypeVar("M", bound=Model)

PAGE = 20
CURSOR = OpenApiParameter("cursor", str, description="From `next` or `previous`: the page after it, or before it.")


def page_of(request: Request, rows: QuerySet[M], order: str) -> tuple[list[M], dict[str, str | None]]:
    """One page, in one query, and the links around it. InvalidCursor for one of another list."""
    about = _about(request)
    cursor = request.query_params.get("cursor", "")
    place = accepted(cursor[: LONGEST + 1], about=about) if "cursor" in request.query_params else None
    found, more = _found(rows, order, place)
    before = place is not None and (more or not place.back)
    after = more if place is None or not place.back else True
    ends = {"next": (after, -1, False), "previous": (before, 0, True)}
    links = {
        name: _link(request, issued(Place((_value(found[at], order),), back), about=about)) if there and found else None
        for name, (there, at, back) in ends.items()
    }
    return found, links


def _found(rows: QuerySet[M], order: str, place: Place | None) -> tuple[list[M], bool]:
    back = place is not None and place.back
    column, falling = order.lstrip("-"), order.startswith("-") != back
    if place is not None:
        rows = rows.filter(**{f"{column}__{'lt' if falling else 'gt'}": _number(place)})
    found = list(rows.order_by(f"{'-' if falling else ''}{column}")[: PAGE + 1])
    page = found[:PAGE]
    return page[::-1] if back else page, len(found) > PAGE


def _number(place: Place) -> int:
    match place.values:
        case (int(number),):
            return number
        case _:
            raise InvalidCursor


def _value(row: Any, order: str) -> int:
    return int(getattr(row, order.lstrip("-")))


def _about(request: Request) -> str:
    """The path and what was asked, in any order: the cursor is good for nothing else."""
    asked = sorted((name, value) for name, value in request.query_params.items() if name != "cursor")
    return repr((request.path, asked))


def _link(request: Request, cursor: str) -> str:
    query = request.query_params.copy()
    query["cursor"] = cursor
    return f"{request.path}?{query.urlencode()}"
