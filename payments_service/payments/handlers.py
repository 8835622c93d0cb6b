"""Reactions to events of other services. The inbox delivers each once; these would not mind a second time."""

from __future__ import annotations

from uuid import UUID

from payments_service.payments import selectors
from payments_service.payments.domain.payment import WITHOUT_EFFECT
from servicekit import clock, logs
from servicekit.events.event import Envelope

log = logs.get(__name__)


def order_confirmed(envelope: Envelope) -> None:
    """`order.confirmed.v1`: marks the payment of the order. A confirmed order without one is worth a person's look."""
    order_id = UUID(envelope.data["order_id"])
    payments = selectors.payments_of_order(order_id).exclude(status__in=sorted(WITHOUT_EFFECT))
    payments.filter(order_confirmed_at=None).update(order_confirmed_at=clock.now(), updated_at=clock.now())
    if not payments.exists():
        log.error("order.confirmed_without_payment", order_id=str(order_id))
