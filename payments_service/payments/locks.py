"""Rows held until the end of the transaction. SQLite needs no locks: IMMEDIATE transactions write one at a time."""

from __future__ import annotations

from uuid import UUID

from payments_service.payments.models import Payment, Refund
from servicekit.errors import NotFound


def payment(payment_id: UUID, *, attempt: int | None = None) -> Payment:
    """Raises NotFound. With `attempt`, the row as whoever began that attempt knows it: see steps.move."""
    found = Payment.objects.select_for_update().filter(pk=payment_id).first()
    if found is None:
        raise NotFound("There is no such payment.")
    if attempt is not None:
        found.attempt = attempt
    return found


def payment_of_key(idempotency_key: str) -> Payment | None:
    return Payment.objects.select_for_update().filter(idempotency_key=idempotency_key).first()


def refund_and_payment(refund_id: UUID) -> tuple[Refund, Payment]:
    """The payment first, always: refunds of one payment queue up instead of deadlocking."""
    payment_id = Refund.objects.values_list("payment_id", flat=True).get(pk=refund_id)
    held = payment(payment_id)
    return Refund.objects.select_for_update().get(pk=refund_id), held
