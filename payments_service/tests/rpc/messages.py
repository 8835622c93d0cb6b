from __future__ import annotations

from typing import Any
from uuid import uuid4

from protos.gen.shop.common.v1.money_pb2 import Money
from protos.gen.shop.payments.v1 import payments_service_pb2 as pb


def money(minor_units: int, currency: str = "EUR") -> Money:
    return Money(minor_units=minor_units, currency=currency)


def authorize(**changes: Any) -> pb.AuthorizeRequest:
    order_id = str(uuid4())
    good: dict[str, Any] = {
        "idempotency_key": f"pay:{order_id}:1",
        "order_id": order_id,
        "customer_id": str(uuid4()),
        "amount": money(12_900),
        "method": "card",
        "token": "tok_success",
    }
    return pb.AuthorizeRequest(**(good | changes))
