"""Row locks. On SQLite a transaction is IMMEDIATE and alone, so there is nothing to lock.

`no_key`: whoever only adds a line or a milestone to the order need not wait (PostgreSQL's FOR NO KEY UPDATE).
"""

from __future__ import annotations

from uuid import UUID

from order_service.orders.models import Order
from servicekit.errors import NotFound


def order(order_id: UUID) -> Order:
    """The order, held until the end of the transaction."""
    return Order.objects.select_for_update(no_key=True).get(pk=order_id)


def placed_order(order_id: UUID) -> Order:
    try:
        return Order.objects.select_for_update(no_key=True).get(pk=order_id, placed_at__isnull=False)
    except Order.DoesNotExist:
        raise NotFound from None
