"""Pages by the place of the last order seen, so that orders placed meanwhile neither repeat nor hide others."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from order_service.orders.models import Order
from servicekit.errors import FieldError, ValidationFailed
from servicekit.ids import is_uuid

USUAL = 20
LARGEST = 100


@dataclass(frozen=True)
class Page:
    orders: list[Order]
    # The id of the last order on this page; empty on the last page.
    next_token: str


def page_of(orders: QuerySet[Order], page_size: int, page_token: str) -> Page:
    """`orders` newest first. ValidationFailed for a size beyond 100 or a token that is not from an earlier answer."""
    size = _size(page_size)
    found = list(_after(orders, page_token)[: size + 1])
    more = len(found) > size
    return Page(found[:size], str(found[size - 1].pk) if more else "")


def _size(asked: int) -> int:
    if not 0 <= asked <= LARGEST:
        raise ValidationFailed(errors=[FieldError("/page_size", "out-of-range", f"0 to {LARGEST}.")])
    return asked or USUAL


def _after(orders: QuerySet[Order], token: str) -> QuerySet[Order]:
    if not token:
        return orders
    last = orders.filter(pk=UUID(token)).first() if is_uuid(token) else None
    if last is None:
        raise ValidationFailed(errors=[FieldError("/page_token", "invalid", "Not from an earlier answer.")])
    return orders.filter(Q(placed_at__lt=last.placed_at) | Q(placed_at=last.placed_at, pk__lt=last.pk))
