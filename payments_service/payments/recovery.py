"""Background work: whatever stands between two steps with the provider is brought to an end."""

from __future__ import annotations

from payments_service.payments import processing, refunding, selectors
from payments_service.payments.domain.payment import IN_BETWEEN, PaymentStatus
from payments_service.payments.models import LateLook, Payment, Refund
from payments_service.payments.ports import Provider
from payments_service.payments.services import authorization, refunds, requests
from servicekit import clock, context, logs
from servicekit.db import dbtime
from servicekit.faults.failpoints import failpoint

log = logs.get(__name__)

EVERY_SECONDS = 1.0
BATCH = 20
# A provider that hangs costs a round this long at most; the rest stays due.
ROUND_SECONDS = 10.0
CALL_SECONDS = 4.0


def settle_due(provider: Provider) -> int:
    """Returns how many rows were worked on. Two workers may run this at once: each row is claimed first."""
    with context.deadline_within(ROUND_SECONDS):
        return _payments(provider) + _refunds(provider) + _late_looks(provider) + _requests()


def _payments(provider: Provider) -> int:
    due = selectors.payments_due(clock.now(), limit=BATCH)
    return sum(_payment(payment, provider) for payment in due if _time_left())


def _refunds(provider: Provider) -> int:
    due = selectors.refunds_due(clock.now(), limit=BATCH)
    return sum(_refund(refund, provider) for refund in due if _time_left())


def _late_looks(provider: Provider) -> int:
    due = LateLook.objects.filter(due_at__lte=clock.now()).order_by("due_at")[:BATCH]
    return sum(_late_look(look, provider) for look in due if _time_left())


def _requests() -> int:
    """Nobody paid these in time, as the database's clock says."""
    overdue = Payment.objects.filter(status=PaymentStatus.INITIATED, expires_at__lte=dbtime.now())
    found = list(overdue.order_by("expires_at").values_list("pk", flat=True)[:BATCH])
    return sum(requests.request_expire(payment_id=each) for each in found)


def _late_look(look: LateLook, provider: Provider) -> int:
    if not authorization.late_look_claim(look=look):
        return 0
    with context.deadline_within(CALL_SECONDS):
        processing.attempt_late_look(look=look, provider=provider)
    return 1


def _payment(payment: Payment, provider: Provider) -> int:
    claimed = authorization.payment_claim(payment=payment)
    if claimed is None:
        return 0
    failpoint("payments.settle.after-claim")
    with context.deadline_within(CALL_SECONDS):
        if claimed.state in IN_BETWEEN:
            processing.payment_advance(payment=claimed, provider=provider)
        else:
            processing.payment_late_look(payment=claimed, provider=provider)
    return 1


def _refund(refund: Refund, provider: Provider) -> int:
    if not refunds.refund_claim(refund=refund):
        return 0
    with context.deadline_within(CALL_SECONDS):
        refunding.refund_advance(refund=refund, provider=provider)
    return 1


def _time_left() -> bool:
    left = context.remaining()
    return left is None or left > CALL_SECONDS / 2
