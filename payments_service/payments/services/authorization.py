"""Asking the provider to hold an amount: the row before the call, and what became of the call."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from payments_service.payments import events, locks
from payments_service.payments.domain.authorization import Wanted
from payments_service.payments.domain.errors import OrderHasPayment
from payments_service.payments.domain.history import Kind
from payments_service.payments.domain.payment import IN_BETWEEN, CaptureMode, PaymentStatus, PaymentType
from payments_service.payments.models import LateLook, Payment
from payments_service.payments.services import steps
from payments_service.payments.services.history import happened
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
        failpoint("payments.begin.before-commit")
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
            # A payment begins when it is sent: how long it was wanted before says nothing about the provider.
            sent = {"created_at": clock.now(), "next_attempt_at": steps.lease(), "attempts": 1}
            ours = steps.move(payment, PaymentStatus.PROCESSING, token=wanted.token, **sent)
    except IntegrityError:
        raise OrderHasPayment from None
    return payment, ours


@transaction.atomic(durable=True)
def payment_authorized(*, payment_id: UUID, charge_id: str, attempt: int = 0) -> Payment:
    """Held. A request that is to be paid at once goes on to CAPTURING in the same transaction, and cannot stop here."""
    payment = locks.payment(payment_id, attempt=attempt)
    if steps.move(payment, PaymentStatus.AUTHORIZED, charge_id=charge_id, token="", next_attempt_at=None):
        happened(payment, Kind.AUTHORIZED)
        events.authorized(payment)
        if payment.capture == CaptureMode.AUTOMATIC:
            steps.move(payment, PaymentStatus.CAPTURING, next_attempt_at=steps.lease(), attempts=1)
        failpoint("payments.authorize.before-commit")
    return payment


@transaction.atomic(durable=True)
def payment_declined(*, payment_id: UUID, decline_code: str, charge_id: str = "", attempt: int = 0) -> Payment:
    """An order's payment ends here; a request is open again."""
    payment = locks.payment(payment_id, attempt=attempt)
    settled = {"decline_code": decline_code, "charge_id": charge_id, "next_attempt_at": None}
    if _refused(payment, **settled):
        failpoint("payments.decline.before-commit")
    return payment


@transaction.atomic(durable=True)
def payment_give_up(*, payment_id: UUID, attempt: int = 0) -> Payment:
    """The provider was asked long enough and knows of no charge. One late look is left to do."""
    payment = locks.payment(payment_id, attempt=attempt)
    later = steps.late_look()
    if _refused(payment, decline_code=PROVIDER_ERROR, next_attempt_at=None if attempt else later):
        if attempt:
            # The row is free for the next attempt, so the look has one of its own.
            LateLook.objects.create(payment=payment, attempt=attempt, due_at=later)
        failpoint("payments.give-up.before-commit")
    return payment


def _refused(payment: Payment, **settled: Any) -> bool:
    target = PaymentStatus.INITIATED if payment.type == PaymentType.REQUEST else PaymentStatus.DECLINED
    moved = steps.move(payment, target, token="", **settled)
    if moved:
        happened(payment, Kind.DECLINED, note=payment.decline_code)
        events.failed(payment)
    return moved


@transaction.atomic(durable=True)
def payment_postpone(*, payment: Payment) -> Payment:
    """The request certainly had no effect: the same key may try again, and until then this is no payment at all.

    Conditional on the lease: whoever took the row over in the meantime has sent the request.
    """
    held = Payment.objects.filter(pk=payment.pk, next_attempt_at=payment.next_attempt_at)
    request = payment.type == PaymentType.REQUEST
    held.filter(status=PaymentStatus.PROCESSING).update(
        status=PaymentStatus.INITIATED if request else PaymentStatus.PENDING,
        paid_under="",
        token="",
        next_attempt_at=None,
        updated_at=clock.now(),
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


@transaction.atomic(durable=True)
def late_look_claim(*, look: LateLook) -> bool:
    """True: ours until the lease ends."""
    return LateLook.objects.filter(pk=look.pk, due_at=look.due_at).update(due_at=steps.lease()) == 1


@transaction.atomic(durable=True)
def late_look_done(*, look: LateLook) -> None:
    LateLook.objects.filter(pk=look.pk).delete()
