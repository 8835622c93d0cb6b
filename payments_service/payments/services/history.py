"""The history of a payment: a row beside every change, committed with it or not at all."""

from __future__ import annotations

from payments_service.payments.domain.history import Kind
from payments_service.payments.models import Payment, PaymentEvent
from servicekit import clock


def happened(payment: Payment, kind: Kind, *, amount: int | None = None, note: str = "") -> None:
    """`amount` in minor units; the payment's own when left out. The note names nobody and no card."""
    PaymentEvent.objects.create(
        payment=payment,
        kind=kind,
        status=payment.status,
        amount=payment.amount if amount is None else amount,
        note=note,
        at=clock.now(),
    )
