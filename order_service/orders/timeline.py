"""The milestones of an order in words for its customer. Each is written once, however often it is reported."""

from __future__ import annotations

from datetime import datetime

from order_service.orders.domain.order import CancellationReason, OrderStatus
from order_service.orders.models import Order, OrderEvent
from servicekit import clock

PLACED = "placed"
PAYMENT_AUTHORIZED = "payment_authorized"
PAYMENT_CAPTURED = "payment_captured"
PAYMENT_REFUNDED = "payment_refunded"

NOTES = {
    PLACED: "Order placed, the goods are reserved.",
    PAYMENT_AUTHORIZED: "Payment authorised.",
    PAYMENT_CAPTURED: "Payment captured.",
    PAYMENT_REFUNDED: "Payment refunded.",
    OrderStatus.CONFIRMED: "Order confirmed.",
    OrderStatus.PROCESSING: "Being packed.",
    OrderStatus.SHIPPED: "On its way.",
    OrderStatus.DELIVERED: "Delivered.",
}

CANCELLED_BECAUSE = {
    CancellationReason.OUT_OF_STOCK: "Cancelled: not enough in stock.",
    CancellationReason.PRODUCT_UNAVAILABLE: "Cancelled: a product is not on sale.",
    CancellationReason.PAYMENT_DECLINED: "Cancelled: the payment was declined.",
    CancellationReason.EXPIRED: "Cancelled: it could not be finished in time. Nothing was charged.",
    CancellationReason.UNAVAILABLE: "Cancelled: the shop could not finish it. Nothing was charged.",
    CancellationReason.PRICE_CHANGED: "Cancelled: the price had changed. Nothing was charged.",
    CancellationReason.AMOUNT_LIMIT: "Cancelled: it is more than one order may come to. Nothing was charged.",
    CancellationReason.CUSTOMER: "Cancelled by the customer. The payment is being refunded.",
    CancellationReason.STAFF: "Cancelled by the shop. The payment is being refunded.",
}


def add(order: Order, kind: str, *, at: datetime | None = None) -> None:
    """One statement: a milestone that is there already stays as it is."""
    reached = OrderEvent(order=order, kind=kind, status=order.status, note=_note(order, kind), at=at or clock.now())
    OrderEvent.objects.bulk_create([reached], ignore_conflicts=True)


def _note(order: Order, kind: str) -> str:
    if kind == OrderStatus.CANCELLED:
        return CANCELLED_BECAUSE[CancellationReason(order.cancellation_reason)]
    return NOTES[kind]
