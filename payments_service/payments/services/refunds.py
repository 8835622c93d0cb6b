"""Giving money back. The promise is booked before the provider is asked, so promises never exceed what was taken."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from payments_service.payments import events, locks
from payments_service.payments.domain import ledger
from payments_service.payments.domain.errors import RefundExceedsCaptured
from payments_service.payments.domain.history import Kind
from payments_service.payments.domain.refund import RefundStatus, after_refund, refundable
from payments_service.payments.models import Payment, Refund
from payments_service.payments.services import steps
from payments_service.payments.services.capture import not_possible
from payments_service.payments.services.entries import enter
from payments_service.payments.services.history import happened
from payments_service.payments.services.shares import shares_refunded
from servicekit import clock
from servicekit.audit import audited
from servicekit.errors import IdempotencyKeyReused, JsonValue, ValidationFailed
from servicekit.faults.failpoints import failpoint
from servicekit.money import Money


@transaction.atomic(durable=True)
def refund_begin(
    *,
    idempotency_key: str,
    payment_id: UUID,
    amount: Money | None,
    reason: str = "",
    asked_by: UUID | None = None,
) -> tuple[Refund, bool]:
    """The refund of this key, and whether it is for the caller to send it to the provider now. None: all that is left.

    Raises NotFound, IdempotencyKeyReused, InvalidState, RefundExceedsCaptured, ValidationFailed for another currency.
    """
    payment = locks.payment(payment_id)
    earlier = Refund.objects.filter(idempotency_key=idempotency_key).first()
    if earlier is not None:
        asked = Money(earlier.amount, payment.currency) if amount is None else amount
        if (earlier.payment_id, earlier.amount, payment.currency) != (payment.pk, asked.minor_units, asked.currency):
            raise IdempotencyKeyReused
        return earlier, False
    promised = _promised(payment, amount)
    Payment.objects.filter(pk=payment.pk).update(refunding=F("refunding") + promised)
    refund = _insert(payment, idempotency_key, promised, reason=reason, asked_by=asked_by)
    told: dict[str, JsonValue] = {"refund_id": str(refund.pk), "amount": promised, "currency": payment.currency}
    audited("payment.refund_begun", resource="payment", resource_id=str(payment.pk), details=told)
    failpoint("payments.refund.begin.before-commit")
    return refund, True


def _promised(payment: Payment, amount: Money | None) -> int:
    """Minor units to give back: as many as asked for, when that many are left, or all that are."""
    if amount is not None and amount.currency != payment.currency:
        raise ValidationFailed(f"The payment was made in {payment.currency}.")
    left = refundable(captured=payment.captured, refunded=payment.refunded, refunding=payment.refunding)
    if not payment.captured:
        raise not_possible(payment)
    promised = left if amount is None else amount.minor_units
    if not 0 < promised <= left:
        raise RefundExceedsCaptured(refundable=left, currency=payment.currency)
    return promised


def _insert(payment: Payment, idempotency_key: str, amount: int, *, reason: str, asked_by: UUID | None) -> Refund:
    now = clock.now()
    try:
        with transaction.atomic():
            return Refund.objects.create(
                payment=payment,
                idempotency_key=idempotency_key,
                amount=amount,
                reason=reason,
                asked_by=asked_by,
                next_attempt_at=steps.lease(),
                created_at=now,
                updated_at=now,
            )
    except IntegrityError:
        # The lock is on the payment: only a refund of another payment can have taken the key meanwhile.
        raise IdempotencyKeyReused from None


@transaction.atomic(durable=True)
def refund_succeeded(*, refund_id: UUID) -> Payment:
    refund, payment = locks.refund_and_payment(refund_id)
    if _finish(refund, RefundStatus.SUCCEEDED):
        payment.refunding -= refund.amount
        payment.refunded += refund.amount
        payment.status = after_refund(captured=payment.captured, refunded=payment.refunded)
        payment.updated_at = clock.now()
        payment.save(update_fields=["refunding", "refunded", "status", "updated_at"])
        enter(payment, f"refund:{refund.pk}", ledger.refunded(refund.amount))
        shares_refunded(payment)
        happened(payment, Kind.REFUNDED, amount=refund.amount)
        events.refunded(payment, refund_id=str(refund.pk), amount=refund.amount)
        failpoint("payments.refund.before-commit")
    return payment


@transaction.atomic(durable=True)
def refund_failed(*, refund_id: UUID, code: str) -> Payment:
    """The provider will not: the promise is taken back, nothing was paid out."""
    refund, payment = locks.refund_and_payment(refund_id)
    if _finish(refund, RefundStatus.FAILED, code):
        payment.refunding -= refund.amount
        payment.save(update_fields=["refunding"])
        happened(payment, Kind.REFUND_REFUSED, amount=refund.amount, note=code)
        failpoint("payments.refund-refused.before-commit")
    return payment


def _finish(refund: Refund, status: RefundStatus, code: str = "") -> bool:
    pending = Refund.objects.filter(pk=refund.pk, status=RefundStatus.PENDING)
    now = clock.now()
    return pending.update(status=status, refusal_code=code, next_attempt_at=None, updated_at=now) == 1


@transaction.atomic(durable=True)
def refund_wait(*, refund_id: UUID) -> None:
    refund = Refund.objects.get(pk=refund_id)
    pending = Refund.objects.filter(pk=refund_id, status=RefundStatus.PENDING)
    pending.update(next_attempt_at=steps.next_attempt(refund.attempts))


@transaction.atomic(durable=True)
def refund_claim(*, refund: Refund) -> bool:
    """True: ours until the lease ends."""
    unchanged = Refund.objects.filter(pk=refund.pk, status=RefundStatus.PENDING, next_attempt_at=refund.next_attempt_at)
    return unchanged.update(next_attempt_at=steps.lease(), attempts=F("attempts") + 1) == 1
