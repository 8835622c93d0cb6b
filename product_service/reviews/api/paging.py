"""Pages of reviews, each from a place in their order on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from product_service.reviews.models import Review
from servicekit.api import keyset
from servicekit.api.keyset import Place, Value
from servicekit.errors import FieldError, UnknownParameter, ValidationFailed

SIZE, LARGEST = 20, 100
WHOLE = re.compile(r"[1-9][0-9]{0,2}")

PARAMETERS = [
    OpenApiParameter("cursor", str, description="From `next` or `previous`, as it came."),
    OpenApiParameter("page_size", int, description=f"1 to {LARGEST}; {SIZE} without it."),
]
NAMES = frozenset({"cursor", "page_size"})


@dataclass(frozen=True)
class Page:
    results: list[Review]
    next: str | None
    previous: str | None


def page_of(reviews: QuerySet[Review], order: Sequence[str], request: Request) -> Page:
    """The page that the request's cursor begins, or the first. `order`: columns, "-" before those that fall."""
    size, place = _size(request), _place(request)
    back = place is not None and place.back
    way = [_turned(name) for name in order] if back else list(order)
    if place is not None:
        reviews = reviews.filter(_beyond(way, place.values))
    found = list(reviews.order_by(*way)[: size + 1])
    more, results = len(found) > size, found[:size]
    if back:
        results.reverse()
    ahead = bool(results) and (more or back)
    behind = bool(results) and place is not None and (more or not back)
    return Page(
        results,
        _link(request, results[-1], order, back=False) if ahead else None,
        _link(request, results[0], order, back=True) if behind else None,
    )


def _size(request: Request) -> int:
    if "page" in request.query_params:
        raise UnknownParameter("Follow `next` and `previous`.", parameters=["page"])
    asked = request.query_params.get("page_size", str(SIZE))
    if not WHOLE.fullmatch(asked) or int(asked) > LARGEST:
        told = f"A whole number from 1 to {LARGEST}."
        raise ValidationFailed(errors=[FieldError("/page_size", "invalid", told)])
    return int(asked)


def _place(request: Request) -> Place | None:
    """InvalidCursor for one that was given out for another question."""
    cursor = request.query_params.get("cursor")
    return None if cursor is None else keyset.accepted(cursor, about=_question(request))


def _link(request: Request, at: Review, order: Sequence[str], *, back: bool) -> str:
    place = Place(tuple(getattr(at, name.lstrip("-")) for name in order), back)
    query = request.query_params.copy()
    query["cursor"] = keyset.issued(place, about=_question(request))
    return f"{request.path}?{query.urlencode()}"


def _question(request: Request) -> str:
    asked = {name: value for name, value in request.query_params.items() if name not in NAMES}
    return f"{request.path}?{sorted(asked.items())}"


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(way: Sequence[str], values: Sequence[Value]) -> Q:
    return Q(*_alternatives(way, values), _connector=Q.OR)


def _alternatives(way: Sequence[str], values: Sequence[Value]) -> Iterator[Q]:
    """Further by the first column, or equal in that and further by the second."""
    for position, name in enumerate(way):
        same = {column.lstrip("-"): values[n] for n, column in enumerate(way[:position])}
        yield Q(**same, **{f"{name.lstrip('-')}__{'lt' if name.startswith('-') else 'gt'}": values[position]})
