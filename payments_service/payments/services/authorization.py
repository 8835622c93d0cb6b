"""Asking the provider to hold an amount: the row before the call, and what became of the call."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from payments_service.payments import events, locks
from payments_service.payments.domain.authorization import Wanted
from payments_service.payments.domain.errors import OrderHasPayment
from payments_service.payments.domain.payment import IN_BETWEEN, PaymentStatus
from payments_service.payments.models import Payment
from payments_service.payments.services import steps
from servicekit import clock
from servicekit.errors import IdempotencyKeyReused
from servicekit.faults.failpoints import failpoint

PROVIDER_ERROR = "provider_error"


@transaction.atomic(durable=True)
def payment_begin(*, wanted: Wanted) -> tuple[Payment, bool]:
    """The payment of this key, and whether it is for the caller to send it to the provider now.

    Raises IdempotencyKeyReused, OrderHasPayment.
    """
    made = _insert(wanted)
    if made is not None:
        return made, True
    earlier = locks.payment_of_key(wanted.idempotency_key)
    if earlier is None:
        raise OrderHasPayment
    if earlier.fingerprint != wanted.fingerprint:
        raise IdempotencyKeyReused
    if earlier.state is not PaymentStatus.PENDING:
        return earlier, False
    return _resume(earlier, wanted)


def _insert(wanted: Wanted) -> Payment | None:
    """None when the key is taken or the order has another payment: unique constraints decide, not a look before."""
    now = clock.now()
    try:
        with transaction.atomic():
            return Payment.objects.create(
                idempotency_key=wanted.idempotency_key,
                fingerprint=wanted.fingerprint,
                order_id=wanted.order_id,
                customer_id=wanted.customer_id,
                amount=wanted.amount.minor_units,
                currency=wanted.amount.currency,
                method=wanted.method,
                token=wanted.token,
                next_attempt_at=steps.lease(),
                created_at=now,
                updated_at=now,
            )
    except IntegrityError:
        return None


def _resume(payment: Payment, wanted: Wanted) -> tuple[Payment, bool]:
    try:
        with transaction.atomic():
            ours = steps.move(
                payment, PaymentStatus.PROCESSING, token=wanted.token, next_attempt_at=steps.lease(), attempts=1
            )
    except IntegrityError:
        raise OrderHasPayment from None
    return payment, ours


@transaction.atomic(durable=True)
def payment_authorized(*, payment_id: UUID, charge_id: str) -> Payment:
    payment = locks.payment(payment_id)
    if steps.move(payment, PaymentStatus.AUTHORIZED, charge_id=charge_id, token="", next_attempt_at=None):
        events.authorized(payment)
        failpoint("payments.authorize.before-commit")
    return payment


@transaction.atomic(durable=True)
def payment_declined(*, payment_id: UUID, decline_code: str, charge_id: str = "") -> Payment:
    payment = locks.payment(payment_id)
    settled = {"decline_code": decline_code, "charge_id": charge_id, "token": "", "next_attempt_at": None}
    if steps.move(payment, PaymentStatus.DECLINED, **settled):
        events.failed(payment)
    return payment


@transaction.atomic(durable=True)
def payment_give_up(*, payment_id: UUID) -> Payment:
    """The provider was asked long enough and knows of no charge. One late look is left to do."""
    payment = locks.payment(payment_id)
    settled = {"decline_code": PROVIDER_ERROR, "token": "", "next_attempt_at": steps.late_look()}
    if steps.move(payment, PaymentStatus.DECLINED, **settled):
        events.failed(payment)
    return payment


@transaction.atomic(durable=True)
def payment_postpone(*, payment: Payment) -> Payment:
    """The request certainly had no effect: the same key may try again, and until then this is no payment at all.

    Conditional on the lease: whoever took the row over in the meantime has sent the request.
    """
    held = Payment.objects.filter(pk=payment.pk, next_attempt_at=payment.next_attempt_at)
    held.filter(status=PaymentStatus.PROCESSING).update(
        status=PaymentStatus.PENDING, token="", next_attempt_at=None, updated_at=clock.now()
    )
    payment.refresh_from_db()
    return payment


@transaction.atomic(durable=True)
def payment_wait(*, payment_id: UUID) -> Payment:
    """The outcome is not known: ask again later. A payment that was settled meanwhile is left as it is."""
    payment = locks.payment(payment_id)
    if payment.state is PaymentStatus.PROCESSING:
        steps.move(payment, PaymentStatus.UNKNOWN)
    if payment.state in IN_BETWEEN:
        payment.next_attempt_at = steps.next_attempt(payment.attempts)
        payment.save(update_fields=["next_attempt_at"])
    return payment


@transaction.atomic(durable=True)
def payment_claim(*, payment: Payment) -> Payment | None:
    """The row, ours until the lease ends; None when somebody else was faster."""
    unchanged = Payment.objects.filter(pk=payment.pk, status=payment.status, next_attempt_at=payment.next_attempt_at)
    if not unchanged.update(next_attempt_at=steps.lease(), attempts=F("attempts") + 1):
        return None
    payment.refresh_from_db()
    return payment


@transaction.atomic(durable=True)
def payment_rest(*, payment_id: UUID) -> None:
    """Nothing is left to ask the provider about."""
    Payment.objects.filter(pk=payment_id).exclude(status__in=sorted(IN_BETWEEN)).update(next_attempt_at=None)
