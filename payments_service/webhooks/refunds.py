"""Refunds the provider knows of: ours are brought to their end, those made by hand in its dashboard become ours."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from payments_service.payments import locks
from payments_service.payments.domain.refund import RefundStatus, refundable
from payments_service.payments.models import Payment, Refund
from payments_service.payments.ports import Provider, RefundMade
from payments_service.payments.services import refunds
from servicekit import clock
from servicekit.faults.failpoints import failpoint
from servicekit.ids import is_uuid

OURS = "refund:"
REASON = "Made at the payment provider"


def refunds_learn(*, payment: Payment, provider: Provider) -> bool:
    """False: one of them does not fit yet, because a promise of ours that the provider will refuse holds its place."""
    made = provider.refunds_of(charge_id=payment.charge_id)
    failpoint("payments.refund-learned.after-call")
    return all([_learned(payment, refund) for refund in made])  # noqa: C419 - all of them, whatever one says


def _learned(payment: Payment, made: RefundMade) -> bool:
    refund_id = _ours(payment, made) or refund_note(payment_id=payment.pk, made=made)
    if refund_id is None:
        return False
    failpoint("payments.refund-learned.after-commit")
    refunds.refund_succeeded(refund_id=refund_id)
    return True


def _ours(payment: Payment, made: RefundMade) -> UUID | None:
    """What is written beside a refund at the provider may be anything: only a key of ours leads to a row of ours."""
    refund_id = made.key.removeprefix(OURS)
    if made.key == refund_id or not is_uuid(refund_id):
        return None
    return payment.refunds.filter(pk=refund_id).values_list("pk", flat=True).first()


@transaction.atomic(durable=True)
def refund_note(*, payment_id: UUID, made: RefundMade) -> UUID | None:
    """The row of a refund nobody asked us for, promised and not yet entered; the same again for the same one.

    None when less than that is left: refunds of ours that are under way come first.
    """
    payment = locks.payment(payment_id)
    key = f"provider:{made.id}"
    earlier = Refund.objects.filter(idempotency_key=key, payment=payment).first()
    if earlier is not None:
        return earlier.pk
    if made.minor_units > refundable(captured=payment.captured, refunded=payment.refunded, refunding=payment.refunding):
        return None
    now = clock.now()
    Payment.objects.filter(pk=payment.pk).update(refunding=F("refunding") + made.minor_units)
    refund = Refund.objects.create(
        payment=payment,
        idempotency_key=key,
        amount=made.minor_units,
        reason=REASON,
        status=RefundStatus.PENDING,
        created_at=now,
        updated_at=now,
    )
    failpoint("payments.refund-learned.before-commit")
    return refund.pk
