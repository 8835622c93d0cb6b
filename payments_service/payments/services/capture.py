"""Taking the held amount, or letting it go. Only one of the two can ever begin."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from payments_service.payments import events, locks
from payments_service.payments.domain import ledger
from payments_service.payments.domain.history import Kind
from payments_service.payments.domain.payment import TAKEN, PaymentStatus, PaymentType
from payments_service.payments.domain.request import Ending
from payments_service.payments.models import Payment
from payments_service.payments.services import steps
from payments_service.payments.services.entries import enter
from payments_service.payments.services.history import happened
from servicekit.audit import audited
from servicekit.errors import InvalidState
from servicekit.faults.failpoints import failpoint

HOLD_GONE = "hold_expired"


@transaction.atomic(durable=True)
def capture_begin(*, payment_id: UUID) -> Payment:
    """CAPTURING when the provider is to be asked; already taken: as it is. Raises NotFound, InvalidState."""
    payment = locks.payment(payment_id)
    if payment.state not in TAKEN:
        _begin(payment, PaymentStatus.CAPTURING)
        failpoint("payments.capture.begin.before-commit")
    return payment


@transaction.atomic(durable=True)
def void_begin(*, payment_id: UUID) -> Payment:
    """VOIDING when the provider is to be asked; already let go: as it is. Raises NotFound, InvalidState."""
    payment = locks.payment(payment_id)
    if payment.state not in {PaymentStatus.VOIDED, PaymentStatus.VOIDING}:
        _begin(payment, PaymentStatus.VOIDING)
        order = {"order_id": str(payment.order_id or "")}
        audited("payment.void_begun", resource="payment", resource_id=str(payment.pk), details=order)
        failpoint("payments.void.begin.before-commit")
    return payment


def _begin(payment: Payment, intent: PaymentStatus) -> None:
    """Once begun it goes on by itself; asking again only asks the provider again."""
    if payment.state is intent:
        return
    if not steps.move(payment, intent, next_attempt_at=steps.lease(), attempts=1):
        raise not_possible(payment)


@transaction.atomic(durable=True)
def payment_captured(*, payment_id: UUID) -> Payment:
    payment = locks.payment(payment_id)
    if steps.move(payment, PaymentStatus.CAPTURED, captured=payment.amount, next_attempt_at=None):
        enter(payment, f"capture:{payment.pk}", ledger.captured(payment.amount))
        happened(payment, Kind.CAPTURED)
        events.captured(payment)
        failpoint("payments.capture.before-commit")
    return payment


@transaction.atomic(durable=True)
def payment_voided(*, payment_id: UUID) -> Payment:
    """Let go as we asked, or gone at the provider before we could take it."""
    payment = locks.payment(payment_id)
    wanted = payment.state is PaymentStatus.VOIDING
    request = payment.type == PaymentType.REQUEST
    reason = {} if wanted and not request else {"decline_code": Ending.WITHDRAWN if wanted else HOLD_GONE}
    if steps.move(payment, PaymentStatus.VOIDED, next_attempt_at=None, **reason):
        happened(payment, Kind.VOIDED, note=payment.decline_code)
        # An order knows what it let go; of a request nobody else would hear.
        if request or not wanted:
            events.failed(payment)
        failpoint("payments.void.before-commit")
    return payment


def not_possible(payment: Payment) -> InvalidState:
    return InvalidState(f"The payment is {payment.status}.", payment_status=payment.status)
