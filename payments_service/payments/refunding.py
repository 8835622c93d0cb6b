"""Drives refunds through the provider; repeated under the same provider key until it has answered."""

from __future__ import annotations

from uuid import UUID

from payments_service.payments import selectors
from payments_service.payments.domain import keys, patience
from payments_service.payments.domain.errors import RefundRefused
from payments_service.payments.domain.refund import RefundStatus
from payments_service.payments.models import Payment, Refund
from payments_service.payments.ports import NothingHappened, OutcomeUnknown, Provider, Refused
from payments_service.payments.services import refunds
from servicekit import clock
from servicekit.errors import DependencyUnavailable, IdempotencyInProgress
from servicekit.faults.failpoints import failpoint
from servicekit.money import Money


def payment_refund(*, idempotency_key: str, payment_id: UUID, amount: Money, provider: Provider) -> Payment:
    """The payment after the refund; for the rest, see refund_make."""
    made = refund_make(idempotency_key=idempotency_key, payment_id=payment_id, amount=amount, provider=provider)
    return selectors.payment(made.payment_id)


def refund_make(
    *,
    idempotency_key: str,
    payment_id: UUID,
    amount: Money | None,
    provider: Provider,
    reason: str = "",
    asked_by: UUID | None = None,
) -> Refund:
    """The refund, done. The same key with the same content is the same refund; no amount: all that is left.

    Raises what refund_begin raises, RefundRefused, IdempotencyInProgress, and DependencyUnavailable while the outcome
    is not known: repeat with the same key.
    """
    refund, ours = refunds.refund_begin(
        idempotency_key=idempotency_key, payment_id=payment_id, amount=amount, reason=reason, asked_by=asked_by
    )
    if refund.state is RefundStatus.PENDING:
        if not ours and not _take_over(refund):
            raise IdempotencyInProgress(retry_after=1)
        refund_advance(refund=refund, provider=provider)
    return _ended(refund)


def refund_advance(*, refund: Refund, provider: Provider) -> None:
    """One attempt; the next one is due later when the provider does not answer."""
    payment = refund.payment
    failpoint("payments.refund.before-call")
    try:
        if not _made_before(refund, provider):
            provider.refund(
                charge_id=payment.charge_id,
                key=keys.of_refund(refund.pk),
                amount=Money(refund.amount, payment.currency),
            )
        failpoint("payments.refund.after-call")
    except Refused as refusal:
        refunds.refund_failed(refund_id=refund.pk, code=refusal.code)
    except (NothingHappened, OutcomeUnknown):
        refunds.refund_wait(refund_id=refund.pk)
    else:
        refunds.refund_succeeded(refund_id=refund.pk)


def _made_before(refund: Refund, provider: Provider) -> bool:
    """A provider forgets a key in time: an old promise is looked for before it is sent, or it would be kept twice."""
    if clock.now() - refund.created_at < patience.KEYS_LIVE:
        return False
    made = provider.refunds_of(charge_id=refund.payment.charge_id)
    return any(one.key == keys.of_refund(refund.pk) for one in made)


def _take_over(refund: Refund) -> bool:
    due = refund.next_attempt_at is None or refund.next_attempt_at <= clock.now()
    return due and refunds.refund_claim(refund=refund)


def _ended(refund: Refund) -> Refund:
    refund.refresh_from_db()
    match refund.state:
        case RefundStatus.SUCCEEDED:
            return refund
        case RefundStatus.FAILED:
            raise RefundRefused(refusal_code=refund.refusal_code)
    raise DependencyUnavailable("The payment provider has not answered.", retry_after=1, target="payment-provider")
