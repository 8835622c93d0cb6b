"""Letters about orders and payments, to whom they belong. The inbox makes each event one letter, or none."""

from typing import Any
from uuid import UUID

from servicekit.events.event import Envelope
from servicekit.money import Money
from user_service.accounts import selectors
from user_service.letters import services as letters

# What a customer reads instead of the reason's name.
CANCELLED_BECAUSE = {
    "cancelled_by_customer": "You asked for it. What you paid is on its way back to you.",
    "cancelled_by_staff": "The shop had to cancel it. What you paid is on its way back to you.",
    "payment_declined": "The payment was declined. Nothing was charged.",
    "expired": "It could not be finished in time. Nothing was charged.",
    "unavailable": "The shop could not finish it. Nothing was charged.",
}


def order_confirmed(envelope: Envelope) -> None:
    if reader := _reader(envelope):
        order = envelope.data
        total = _amount(order["total_minor"], order["currency"])
        letters.queue("order-confirmed", to=reader, number=order["number"], link=_order(order), total=total)


def order_processing(envelope: Envelope) -> None:
    if reader := _reader(envelope):
        order = envelope.data
        letters.queue("order-processing", to=reader, number=order["number"], link=_order(order))


def order_shipped(envelope: Envelope) -> None:
    if reader := _reader(envelope):
        order = envelope.data
        letters.queue("order-shipped", to=reader, number=order["number"], link=_order(order))


def order_delivered(envelope: Envelope) -> None:
    if reader := _reader(envelope):
        order = envelope.data
        letters.queue("order-delivered", to=reader, number=order["number"], link=_order(order))


def order_cancelled(envelope: Envelope) -> None:
    if reader := _reader(envelope):
        order = envelope.data
        why = CANCELLED_BECAUSE.get(order["reason"], "The shop could not finish it.")
        letters.queue("order-cancelled", to=reader, number=order["number"], link=_order(order), why=why)


def payment_refunded(envelope: Envelope) -> None:
    """Of an order. What came back of a payment somebody was asked for is told by who asked."""
    refund = envelope.data
    if refund["order_id"] and (reader := _reader(envelope)):
        amount = _amount(refund["amount"], refund["currency"])
        letters.queue("payment-refunded", to=reader, amount=amount, link=_order(refund))


def payment_initiated(envelope: Envelope) -> None:
    if reader := _reader(envelope):
        asked = envelope.data
        amount = _amount(asked["amount"], asked["currency"])
        letters.queue("payment-initiated", to=reader, amount=amount, link=_page("payments", asked["payment_id"]))


def _reader(envelope: Envelope) -> str:
    """The address to write to; empty when whoever it was is gone, locked out or does not want to be told."""
    user = selectors.user_by_id(UUID(envelope.data["customer_id"]))
    if user is None or not user.is_active or not selectors.preferences(user.pk).notify_orders:
        return ""
    return user.email


def _order(told: dict[str, Any]) -> str:
    return _page("orders", told["order_id"])


def _page(area: str, record: str) -> str:
    """The id goes into a link, so it is one and nothing else."""
    return f"{letters.public_url()}/{area}/{UUID(record)}"


def _amount(minor: Any, currency: Any) -> str:
    return "" if minor is None else str(Money(minor, currency))
