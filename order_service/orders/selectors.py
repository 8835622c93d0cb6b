"""Named reads. An attempt that never got as far as holding stock is nobody's order and is not found here."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from order_service.orders.domain.order import BOUGHT, OrderStatus
from order_service.orders.models import Order, Saga
from servicekit import clock
from servicekit.errors import NotFound

NEWEST_FIRST = ("-placed_at", "-id")

OPEN = Q(next_attempt_at__isnull=False)
# Failures in one state, about five minutes of them: something is wrong that trying again does not mend.
STUCK_AFTER = 60
UNTOUCHED = timedelta(minutes=5)


def placed() -> QuerySet[Order]:
    return Order.objects.filter(placed_at__isnull=False).prefetch_related("lines", "timeline")


def all_orders(
    *,
    status: OrderStatus | None = None,
    user_id: UUID | None = None,
    number: int | None = None,
    placed_after: datetime | None = None,
    placed_before: datetime | None = None,
) -> QuerySet[Order]:
    wanted = {
        "status": status,
        "customer_index": user_id,
        "number": number,
        "placed_at__gte": placed_after,
        "placed_at__lt": placed_before,
    }
    asked = {name: value for name, value in wanted.items() if value is not None}
    return placed().filter(**asked).order_by(*NEWEST_FIRST)


def orders_of_customer(customer_id: UUID, *, status: OrderStatus | None = None) -> QuerySet[Order]:
    return all_orders(status=status, user_id=customer_id)


def order_by_id(order_id: UUID) -> Order:
    order = placed().filter(pk=order_id).first()
    if order is None:
        raise NotFound
    return order


def order_of_customer(order_id: UUID, customer_id: UUID) -> Order:
    order = order_by_id(order_id)
    if order.customer_id != customer_id:
        raise NotFound
    return order


def has_purchased(*, customer_id: UUID, product_id: int) -> bool:
    """Bought and kept: paid for, neither cancelled nor given back in full."""
    mine = Order.objects.filter(customer_index=customer_id, status__in=BOUGHT, refunded_minor__lt=F("total_minor"))
    return mine.filter(lines__product_id=product_id).exists()


def sagas(*, state: str = "open", order_id: UUID | None = None) -> QuerySet[Saga]:
    """Newest order first. `open`: not finished; `stuck`: not finished and not getting on; `all`."""
    chosen = {"open": OPEN, "stuck": stuck(), "all": Q()}[state]
    found = Saga.objects.filter(chosen).select_related("order")
    if order_id is not None:
        found = found.filter(pk=order_id)
    return found.order_by("-deadline_at", "-pk")


def saga_of_order(order_id: UUID) -> Saga:
    saga = Saga.objects.select_related("order").filter(pk=order_id).first()
    if saga is None:
        raise NotFound
    return saga


def stuck() -> Q:
    """Failed for some five minutes, or untouched for as long: its driver trips over something before it can write."""
    return OPEN & (Q(attempt__gte=STUCK_AFTER) | Q(updated_at__lte=clock.now() - UNTOUCHED))


def is_stuck(saga: Saga) -> bool:
    """What `stuck` says of the row."""
    tired = saga.attempt >= STUCK_AFTER or saga.updated_at <= clock.now() - UNTOUCHED
    return saga.next_attempt_at is not None and tired
