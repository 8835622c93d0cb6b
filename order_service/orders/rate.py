"""How many orders one person may place in a minute. Part of the transaction that makes the order: an answer that is
replayed under its key, or a run that is gone on with, makes no order.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings

from order_service.orders.models import OrderRate
from servicekit.encryption.index import blind_index
from servicekit.rates import Rate, Standing


def most() -> int:
    return int(settings.SHOPMESH.orders_per_minute)


ORDERS = Rate(
    policy="orders",
    model=OrderRate,
    window=timedelta(minutes=1),
    most=most,
    enough=lambda most: f"{most} orders a minute are enough for one person.",
)


def count(customer_id: UUID) -> Standing:
    """One order more. RateLimited when this minute has had all of its; then it is not counted."""
    return ORDERS.count(blind_index(customer_id, purpose="orders.rate"))


def forget_old() -> int:
    return ORDERS.forget_old()
