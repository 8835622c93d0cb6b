"""The payments of the demo orders, as values. `orders.json` is the same table in every service that seeds orders."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from payments_service.payments.domain.history import Kind
from payments_service.payments.domain.payment import PaymentStatus
from servicekit.money import Money

# As product_service's seed says.
NORDLYS = str(uuid5(NAMESPACE_DNS, "nordlys.shopmesh.example"))
SOLD_BY_NORDLYS = frozenset({42, 43, 44, 45})
ORDERS = Path(__file__).with_name("orders.json")


@dataclass(frozen=True)
class SeedPayment:
    id: UUID
    order_id: UUID
    customer_id: UUID
    amount: Money
    status: PaymentStatus
    made_at: datetime
    # Minor units by organisation, of what was not the shop's.
    sold: Mapping[str, int]

    @property
    def history(self) -> list[tuple[Kind, PaymentStatus, int, str]]:
        """Kind, status after it, minor units and note, in order."""
        whole, held = self.amount.minor_units, PaymentStatus.AUTHORIZED
        told = [(Kind.AUTHORIZED, held, whole, "")]
        told.append(
            (Kind.CAPTURED, PaymentStatus.CAPTURED, whole, "")
            if self.captured
            else (Kind.VOIDED, self.status, whole, "")
        )
        return told + [(Kind.REFUNDED, self.status, whole, "")] * bool(self.refunded)

    @property
    def charge_id(self) -> str:
        """The provider's name for it: the sandbox has it in its books from the start."""
        return f"seed_{self.id.hex}"

    @property
    def captured(self) -> int:
        return 0 if self.status is PaymentStatus.VOIDED else self.amount.minor_units

    @property
    def refunded(self) -> int:
        return self.captured if self.status is PaymentStatus.REFUNDED else 0


def seed_payments(now: datetime) -> list[SeedPayment]:
    return [_payment(order, now) for order in json.loads(ORDERS.read_text(encoding="utf-8"))]


def _payment(order: dict[str, Any], now: datetime) -> SeedPayment:
    return SeedPayment(
        id=_id(f"payment-{order['n']}"),
        order_id=_id(f"order-{order['n']}"),
        customer_id=_id(order["customer"]),
        amount=_total(order["lines"]),
        status=_status(order),
        made_at=now - timedelta(days=order["days_ago"]),
        sold=_sold(order["lines"]),
    )


def _sold(lines: list[dict[str, Any]]) -> Mapping[str, int]:
    sold: Counter[str] = Counter()
    for line in lines:
        if line["product_id"] in SOLD_BY_NORDLYS:
            sold[NORDLYS] += line["unit_price"] * line["quantity"]
    return sold


def _id(name: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"{name}.shopmesh.example")


def _total(lines: list[dict[str, Any]]) -> Money:
    return sum(
        (Money(line["unit_price"], line["currency"]) * line["quantity"] for line in lines),
        Money.zero(lines[0]["currency"]),
    )


def _status(order: dict[str, Any]) -> PaymentStatus:
    """A cancelled order's money was let go before it was taken, or, for even numbers, given back afterwards."""
    if order["status"] != "cancelled":
        return PaymentStatus.CAPTURED
    return PaymentStatus.VOIDED if order["n"] % 2 else PaymentStatus.REFUNDED
