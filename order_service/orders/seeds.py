"""The demo orders. `seed/orders.json` is the same table in every service that seeds orders."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from django.db import transaction

from order_service.orders import timeline
from order_service.orders.domain import pricing
from order_service.orders.domain.order import CancellationReason, OrderStatus
from order_service.orders.domain.pricing import PricedLine
from order_service.orders.domain.saga import CHECKOUT_DEADLINE, Cause, Outcome, SagaState
from order_service.orders.domain.trail import StepTaken, further
from order_service.orders.models import Order, OrderLine, OrderNumber, PaymentProgress, Saga
from servicekit import clock
from servicekit.money import Money

ORDERS = Path(__file__).with_name("seed") / "orders.json"
SHIPPING = {"line2": "", "city": "Lisbon", "postal_code": "1100-148", "country": "PT"}
STREETS = ("Rua Augusta", "Rua da Prata", "Rua do Ouro", "Rua da Madalena", "Rua dos Fanqueiros")

# How an order got to where it is, and how long after the one before each milestone was reached.
PAID = (timeline.PLACED, timeline.PAYMENT_AUTHORIZED, OrderStatus.CONFIRMED)
PATHS: dict[OrderStatus, tuple[str, ...]] = {
    OrderStatus.CONFIRMED: PAID,
    OrderStatus.PROCESSING: (*PAID, OrderStatus.PROCESSING),
    OrderStatus.SHIPPED: (*PAID, OrderStatus.PROCESSING, OrderStatus.SHIPPED),
    OrderStatus.DELIVERED: (*PAID, OrderStatus.PROCESSING, OrderStatus.SHIPPED, OrderStatus.DELIVERED),
}
PAUSES = {
    timeline.PLACED: timedelta(0),
    timeline.PAYMENT_AUTHORIZED: timedelta(seconds=1),
    OrderStatus.CONFIRMED: timedelta(seconds=1),
    OrderStatus.CANCELLED: timedelta(minutes=1),
    timeline.PAYMENT_REFUNDED: timedelta(minutes=1),
    OrderStatus.PROCESSING: timedelta(minutes=20),
    OrderStatus.SHIPPED: timedelta(hours=8),
    OrderStatus.DELIVERED: timedelta(hours=44),
}
STEP_TAKES = timedelta(milliseconds=40)
HELD: list[tuple[SagaState, Outcome | Cause]] = [
    (SagaState.RESERVING, Cause.BEGUN),
    (SagaState.RESERVED, Outcome.DONE),
    (SagaState.AUTHORIZING, Cause.ANNOUNCED),
    (SagaState.AUTHORIZED, Outcome.DONE),
]
BOUGHT_BY: list[tuple[SagaState, Outcome | Cause]] = [
    (SagaState.COMMITTING, Cause.ANNOUNCED),
    (SagaState.CAPTURING, Outcome.DONE),
    (SagaState.DONE, Outcome.DONE),
]


@dataclass(frozen=True)
class SeedOrder:
    n: int
    id: UUID
    customer: str
    status: OrderStatus
    lines: tuple[PricedLine, ...]
    placed_at: datetime

    @property
    def refunded(self) -> bool:
        """A cancelled order's money was let go before it was taken, or, for even numbers, given back afterwards."""
        return self.status is OrderStatus.CANCELLED and self.n % 2 == 0

    @property
    def path(self) -> tuple[str, ...]:
        if self.status is not OrderStatus.CANCELLED:
            return PATHS[self.status]
        if self.refunded:
            return (*PAID, OrderStatus.CANCELLED, timeline.PAYMENT_REFUNDED)
        return (timeline.PLACED, timeline.PAYMENT_AUTHORIZED, OrderStatus.CANCELLED)


def seed() -> tuple[int, int]:
    """How many were made now, and how many there are."""
    orders = seed_orders(clock.now())
    return sum(order_seed(seeded=seeded) for seeded in orders), len(orders)


def seed_orders(now: datetime) -> list[SeedOrder]:
    return [_read(row, now) for row in json.loads(ORDERS.read_text(encoding="utf-8"))]


def demo_id(name: str) -> UUID:
    """The fixed id of anything seeded: "order-7", "payment-7", "user0"."""
    return uuid5(NAMESPACE_DNS, f"{name}.shopmesh.example")


@transaction.atomic(durable=True)
def order_seed(*, seeded: SeedOrder) -> bool:
    """False when it was there already, whatever has become of it."""
    if Order.objects.filter(pk=seeded.id).exists():
        return False
    order = _order(seeded)
    order.number = OrderNumber.objects.create(order=order).pk
    order.placed_at = seeded.placed_at
    _write_timeline(order, seeded)
    order.save()
    state, deadline = _saga_state(seeded), seeded.placed_at + CHECKOUT_DEADLINE
    Saga.objects.create(
        order=order, state=state, deadline_at=deadline, steps=_steps(seeded), updated_at=order.updated_at
    )
    return True


def _read(row: dict[str, Any], now: datetime) -> SeedOrder:
    # The newest were placed today: early enough for their milestones to be past.
    placed_at = now - timedelta(days=row["days_ago"], hours=1)
    return SeedOrder(
        n=row["n"],
        id=demo_id(f"order-{row['n']}"),
        customer=row["customer"],
        status=OrderStatus(row["status"]),
        lines=tuple(_line(line) for line in row["lines"]),
        placed_at=placed_at,
    )


def _line(line: dict[str, Any]) -> PricedLine:
    price = Money(line["unit_price"], line["currency"])
    return PricedLine(line["product_id"], line["name"], line["quantity"], price, line["image_url"])


def _order(seeded: SeedOrder) -> Order:
    total = pricing.total(seeded.lines)
    order = Order(
        id=seeded.id,
        customer_id=demo_id(seeded.customer),
        total_minor=None,
        currency=total.currency,
        shipping={"name": seeded.customer.capitalize(), "line1": f"{STREETS[seeded.n % 5]} {seeded.n}", **SHIPPING},
        payment_method="card",
        payment_id=str(demo_id(f"payment-{seeded.n}")),
        created_at=seeded.placed_at,
    )
    order.save(force_insert=True)
    order.total_minor = total.minor_units
    order.payment_status = _payment_status(seeded)
    if seeded.status is OrderStatus.CANCELLED:
        order.cancellation_reason = CancellationReason.STAFF if seeded.refunded else CancellationReason.EXPIRED
    OrderLine.objects.bulk_create(_order_line(order, position, line) for position, line in enumerate(seeded.lines))
    return order


def _order_line(order: Order, position: int, line: PricedLine) -> OrderLine:
    return OrderLine(
        order=order,
        position=position,
        product_id=line.product_id,
        quantity=line.quantity,
        name=line.name,
        unit_price_minor=line.unit_price.minor_units,
        currency=line.unit_price.currency,
        image_url=line.image_url,
    )


def _write_timeline(order: Order, seeded: SeedOrder) -> None:
    at, order.status = seeded.placed_at, OrderStatus.PENDING
    for kind in seeded.path:
        at += PAUSES[kind]
        if kind in set(OrderStatus):
            order.status = kind
        timeline.add(order, kind, at=at)
    order.updated_at = at


def _payment_status(seeded: SeedOrder) -> PaymentProgress:
    if seeded.status is not OrderStatus.CANCELLED:
        return PaymentProgress.COMPLETED
    return PaymentProgress.REFUNDED if seeded.refunded else PaymentProgress.CANCELLED


def _saga_state(seeded: SeedOrder) -> SagaState:
    if seeded.status is not OrderStatus.CANCELLED:
        return SagaState.DONE
    return SagaState.REFUNDED if seeded.refunded else SagaState.CANCELLED


def _steps(seeded: SeedOrder) -> list[StepTaken]:
    """The way to where its saga stands, a moment each; what people decided, later."""
    way: list[tuple[SagaState, Outcome | Cause]] = [*HELD]
    if seeded.status is OrderStatus.CANCELLED and not seeded.refunded:
        way += [(SagaState.RELEASING, Cause.EXPIRED), (SagaState.CANCELLED, Outcome.DONE)]
    else:
        way += BOUGHT_BY
    if seeded.refunded:
        way += [(SagaState.REFUNDING, Cause.CANCELLED), (SagaState.REFUNDED, Outcome.DONE)]
    at, steps = seeded.placed_at, list[StepTaken]()
    for state, outcome in way:
        steps = further(steps, state=state, at=at, outcome=outcome)
        at += _pause(seeded, state)
    return steps


def _pause(seeded: SeedOrder, state: SagaState) -> timedelta:
    """Before a person, or the deadline, ended it."""
    ended = seeded.status is OrderStatus.CANCELLED
    waited = SagaState.DONE if seeded.refunded else SagaState.AUTHORIZED
    return PAUSES[OrderStatus.CANCELLED] if ended and state is waited else STEP_TAKES
