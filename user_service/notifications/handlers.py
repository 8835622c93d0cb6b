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


def order_changed(envelope: Envelope) -> None:
    """`order.confirmed`, `.processing`, `.shipped`, `.delivered` and `.cancelled`, each with the letter of its name."""
    order = envelope.data
    _tell(
        envelope,
        number=order["number"],
        link=_page("orders", order["order_id"]),
        total=_amount(order.get("total_minor"), order.get("currency")),
        why=CANCELLED_BECAUSE.get(order.get("reason", ""), "The shop could not finish it."),
    )


def payment_refunded(envelope: Envelope) -> None:
    """Of an order. What came back of a payment somebody was asked for is told by who asked."""
    refund = envelope.data
    if refund["order_id"]:
        _tell(
            envelope,
            amount=_amount(refund["amount"], refund["currency"]),
            link=_page("orders", refund["order_id"]),
        )


def payment_initiated(envelope: Envelope) -> None:
    asked = envelope.data
    _tell(
        envelope,
        amount=_amount(asked["amount"], asked["currency"]),
        link=_page("payments", asked["payment_id"]),
    )


def _tell(envelope: Envelope, **values: str) -> None:
    """Whoever is gone, locked out or does not want to be told is told nothing."""
    user = selectors.user_by_id(UUID(envelope.data["customer_id"]))
    if user is None or not user.is_active or not selectors.preferences(user.pk).notify_orders:
        return
    letters.queue(envelope.type.replace(".", "-"), to=user.email, **values)


def _page(area: str, record: str) -> str:
    """The id goes into a link, so it is one and nothing else."""
    return f"{letters.public_url()}/{area}/{UUID(record)}"


def _amount(minor: Any, currency: Any) -> str:
    return "" if minor is None else str(Money(minor, currency))
