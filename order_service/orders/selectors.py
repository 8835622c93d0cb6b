"""Named reads. An attempt that never got as far as holding stock is nobody's order and is not found here."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from order_service.orders.domain.order import BOUGHT, OrderStatus
from order_service.orders.models import Order
from servicekit.errors import NotFound

NEWEST_FIRST = ("-placed_at", "-id")


def placed() -> QuerySet[Order]:
    return Order.objects.filter(placed_at__isnull=False).prefetch_related("lines", "timeline")


def all_orders(*, status: OrderStatus | None = None, user_id: UUID | None = None) -> QuerySet[Order]:
    found = placed()
    if status is not None:
        found = found.filter(status=status)
    if user_id is not None:
        found = found.filter(customer_index=user_id)
    return found.order_by(*NEWEST_FIRST)


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
    return Order.objects.filter(customer_index=customer_id, status__in=BOUGHT, lines__product_id=product_id).exists()
