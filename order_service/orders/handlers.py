"""Reactions to what other services tell. Each runs in the transaction of its inbox row, so twice is once."""

from __future__ import annotations

from uuid import UUID

from order_service.cart.services import cart_drop
from order_service.orders import timeline
from order_service.orders.domain.saga import SagaState
from order_service.orders.models import Order, Saga
from order_service.orders.services import customer_forget
from servicekit import clock
from servicekit.events.event import Envelope


def payment_captured(envelope: Envelope) -> None:
    """The money is in. If the checkout was cut off before it could note that, let the recovery worker look at once.

    What a vendor asked somebody for names no order.
    """
    if not envelope.data["order_id"]:
        return
    order = _order(envelope)
    if order is None:
        return
    # Saga before order, as everywhere: two transactions that lock in the same sequence cannot wait for each other.
    Saga.objects.filter(pk=order.pk, state=SagaState.CAPTURING).update(next_attempt_at=clock.now())
    timeline.add(order, timeline.PAYMENT_CAPTURED, at=envelope.occurred_at)


def payment_refunded(envelope: Envelope) -> None:
    """A cancellation, or staff, gave money back. `refunded` is all of it, so the most that was told is the truth."""
    order = _order(envelope)
    if order is None:
        return
    told: int = envelope.data["refunded"]
    Order.objects.filter(pk=order.pk, refunded_minor__lt=told).update(refunded_minor=told, updated_at=clock.now())
    if told >= order.total.minor_units:
        timeline.add(order, timeline.PAYMENT_REFUNDED, at=envelope.occurred_at)


def _order(envelope: Envelope) -> Order | None:
    """None for a payment of no order: somebody was asked for it."""
    order_id = envelope.data["order_id"]
    return Order.objects.filter(pk=UUID(order_id)).first() if order_id else None


def user_deleted(envelope: Envelope) -> None:
    """Somebody left: what only they needed goes with them."""
    customer_id = UUID(envelope.data["user_id"])
    cart_drop(customer_id=customer_id)
    customer_forget(customer_id=customer_id)
