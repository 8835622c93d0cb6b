"""What this service tells the others. `order.placed` means: stock is held and the price is known; money comes later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypedDict

from order_service.orders.domain.order import OrderStatus
from order_service.orders.models import Order, OrderLine
from servicekit.events import outbox
from servicekit.events.event import Event


class Line(TypedDict):
    product_id: int
    quantity: int


class SoldLine(Line):
    """`amount` in minor units; `organisation_id` of who sold it, "" where the house did."""

    amount: int
    organisation_id: str


@dataclass(frozen=True)
class OrderPlaced(Event):
    TYPE: ClassVar[str] = "order.placed"
    order_id: str
    number: str
    customer_id: str
    lines: list[Line]
    total_minor: int
    currency: str


@dataclass(frozen=True)
class OrderConfirmed(Event):
    TYPE: ClassVar[str] = "order.confirmed"
    order_id: str
    number: str
    customer_id: str
    payment_id: str
    lines: list[SoldLine]
    total_minor: int
    currency: str


@dataclass(frozen=True)
class OrderCancelled(Event):
    """`stock_taken`: the goods had already been taken from stock, so somebody has to put them back."""

    TYPE: ClassVar[str] = "order.cancelled"
    order_id: str
    number: str
    customer_id: str
    reason: str
    lines: list[Line]
    stock_taken: bool


@dataclass(frozen=True)
class OrderProcessing(Event):
    TYPE: ClassVar[str] = "order.processing"
    order_id: str
    number: str
    customer_id: str


@dataclass(frozen=True)
class OrderShipped(Event):
    TYPE: ClassVar[str] = "order.shipped"
    order_id: str
    number: str
    customer_id: str


@dataclass(frozen=True)
class OrderDelivered(Event):
    TYPE: ClassVar[str] = "order.delivered"
    order_id: str
    number: str
    customer_id: str


def publish(event: Event, order: Order) -> None:
    outbox.publish(event, aggregate="order", aggregate_id=str(order.pk))


def placed(order: Order) -> OrderPlaced:
    return OrderPlaced(
        **_head(order), lines=_lines(order), total_minor=order.total.minor_units, currency=order.currency
    )


def confirmed(order: Order) -> OrderConfirmed:
    return OrderConfirmed(
        **_head(order),
        payment_id=order.payment_id,
        lines=[_sold(line) for line in order.lines.all()],
        total_minor=order.total.minor_units,
        currency=order.currency,
    )


def cancelled(order: Order, *, stock_taken: bool) -> OrderCancelled:
    return OrderCancelled(
        **_head(order), reason=order.cancellation_reason, lines=_lines(order), stock_taken=stock_taken
    )


# The changes staff make that others want to hear of.
ON_STATUS: dict[str, Callable[[Order], Event]] = {
    OrderStatus.PROCESSING: lambda order: OrderProcessing(**_head(order)),
    OrderStatus.SHIPPED: lambda order: OrderShipped(**_head(order)),
    OrderStatus.DELIVERED: lambda order: OrderDelivered(**_head(order)),
    OrderStatus.CANCELLED: lambda order: cancelled(order, stock_taken=True),
}


def _head(order: Order) -> dict[str, Any]:
    return {"order_id": str(order.pk), "number": order.label, "customer_id": str(order.customer_id)}


def _lines(order: Order) -> list[Line]:
    return [{"product_id": line.product_id, "quantity": line.quantity} for line in order.lines.all()]


def _sold(line: OrderLine) -> SoldLine:
    amount = line.line_total.minor_units
    return {
        "product_id": line.product_id,
        "quantity": line.quantity,
        "amount": amount,
        "organisation_id": line.organisation_id,
    }
