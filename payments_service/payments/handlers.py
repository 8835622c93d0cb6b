"""Reactions to events of other services. The inbox delivers each once; these would not mind a second time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from payments_service.payments import selectors
from payments_service.payments.domain.payment import WITHOUT_EFFECT
from payments_service.payments.services.shares import shares_keep
from servicekit import clock, logs
from servicekit.events.event import Envelope
from servicekit.faults.failpoints import failpoint

log = logs.get(__name__)


def order_confirmed(envelope: Envelope) -> None:
    """`order.confirmed.v1`: marks the payment of the order and says whose it is.

    A confirmed order without one is worth a person's look.
    """
    order_id = UUID(envelope.data["order_id"])
    payments = selectors.payments_of_order(order_id).exclude(status__in=sorted(WITHOUT_EFFECT))
    payments.filter(order_confirmed_at=None).update(order_confirmed_at=clock.now(), updated_at=clock.now())
    # At most one, says the database; locked, so that a refund of this moment finds the shares or comes after them.
    payment = payments.select_for_update().first()
    if payment is None:
        log.error("order.confirmed_without_payment", order_id=str(order_id))
        return
    shares_keep(payment, _sold(envelope))
    failpoint("payments.shares.before-commit")


def _sold(envelope: Envelope) -> Mapping[str, int]:
    """Minor units by organisation. An order of before these were told has none: all of it is the shop's."""
    sold: Counter[str] = Counter()
    for line in envelope.data.get("lines", []):
        sold[line.get("organisation_id", "")] += line.get("amount", 0)
    return sold
