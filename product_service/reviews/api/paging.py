"""Pages of reviews, each from a cursor on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet
from rest_framework.request import Request

from product_service.reviews.models import Review
from servicekit.errors import ValidationFailed

PAGE = 20


@dataclass(frozen=True)
class Page:
    results: list[Review]
    next: str | None
    previous: str | None = None


def page_of(reviews: QuerySet[Review], order: tuple[str, ...], request: Request) -> Page:
    """The page that the request's cursor begins, or the first."""
    asked = {name: value for name, value in request.query_params.items() if name != "cursor"}
    bound = f"{request.path}?{sorted(asked.items())}"
    cursor = request.query_params.get("cursor")
    if cursor is not None:
        reviews = reviews.filter(_after(order, _opened(cursor, bound)))
    found = list(reviews.order_by(*order)[: PAGE + 1])
    if len(found) <= PAGE:
        return Page(found, None)
    last = [getattr(found[PAGE - 1], name.lstrip("-")) for name in order]
    query = request.query_params.copy()
    query["cursor"] = signing.dumps([bound, last], salt="reviews")
    return Page(found[:PAGE], f"{request.path}?{query.urlencode()}")


def _opened(cursor: str, bound: str) -> list[Any]:
    try:
        of, last = signing.loads(cursor, salt="reviews")
    except (signing.BadSignature, ValueError):
        raise ValidationFailed("The cursor is none of ours.") from None
    if of != bound:
        raise ValidationFailed("The cursor belongs to another list.")
    values: list[Any] = last
    return values


def _after(order: tuple[str, ...], last: list[Any]) -> Q:
    return Q(*_alternatives(order, last), _connector=Q.OR)


def _alternatives(order: tuple[str, ...], last: list[Any]) -> Iterator[Q]:
    for position, name in enumerate(order):
        same = {column.lstrip("-"): last[n] for n, column in enumerate(order[:position])}
        comparison = "lt" if name.startswith("-") else "gt"
        yield Q(**same, **{f"{name.lstrip('-')}__{comparison}": last[position]})
