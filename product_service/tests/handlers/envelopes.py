from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from product_service.catalog.models import Product
from servicekit import clock
from servicekit.events.event import Envelope


def order_event(kind: str, *, lines: Sequence[tuple[Product, int]], **data: Any) -> Envelope:
    """An order's event, with what this service reads of it and a little of what it does not."""
    order_id = str(uuid4())
    plain = [{"product_id": product.pk, "quantity": quantity} for product, quantity in lines]
    return Envelope(
        id=str(uuid4()),
        type=kind,
        version=1,
        aggregate="order",
        aggregate_id=order_id,
        seq=1,
        occurred_at=clock.now(),
        trace_id="",
        data={"order_id": order_id, "customer_id": str(uuid4()), "lines": plain} | data,
    )
