"""Drives payments through the provider: a row, then the call, then a row. Every entry point may be called again.

What an unknown outcome leads to:
- The provider is asked by key. It knows the charge: that is the outcome.
- It does not know the charge: the request is sent again under the same provider key, so that at most one hold can come
  of it. An order never compensates while the outcome is unknown, so a hold found this way is captured or voided by it.
- It keeps not knowing for `patience.GIVE_UP_AFTER`: the payment counts as declined, and one late look lets go of a
  hold that arrived after all.
- A capture or a void is repeated forward until the provider has answered.
"""

from __future__ import annotations

from uuid import UUID

from payments_service.payments import selectors
from payments_service.payments.domain import keys, patience
from payments_service.payments.domain.authorization import Wanted
from payments_service.payments.domain.payment import (
    IN_BETWEEN,
    TAKEN,
    ChargeStatus,
    PaymentStatus,
    PaymentType,
    conclusion,
)
from payments_service.payments.domain.request import Means
from payments_service.payments.models import LateLook, Payment
from payments_service.payments.ports import Charge, NothingHappened, OutcomeUnknown, Provider
from payments_service.payments.services import authorization, capture, requests, steps
from servicekit import clock, logs
from servicekit.errors import DependencyUnavailable
from servicekit.faults.failpoints import failpoint

log = logs.get(__name__)


def payment_authorize(*, wanted: Wanted, provider: Provider) -> Payment:
    """AUTHORIZED or DECLINED when the provider said so, PROCESSING or UNKNOWN when it has not yet.

    Raises IdempotencyKeyReused, OrderHasPayment, and DependencyUnavailable when nothing has left for the provider.
    """
    payment, ours = authorization.payment_begin(wanted=wanted)
    if not ours:
        return payment_settle(payment=payment, provider=provider)
    failpoint("payments.authorize.before-call")
    try:
        return _conclude(payment, _hold(payment, provider))
    except NothingHappened:
        authorization.payment_postpone(payment=payment)
        raise _unreachable() from None
    except OutcomeUnknown:
        return authorization.payment_wait(payment_id=payment.pk)


def request_pay(*, payment_id: UUID, means: Means, provider: Provider) -> Payment:
    """Held and, unless its vendor takes it later, taken; INITIATED again when declined, in between while unknown.

    Raises NotFound, InvalidState, PriceChanged, and DependencyUnavailable when nothing has left for the provider.
    """
    payment, ours = requests.request_pay_begin(payment_id=payment_id, means=means)
    if not ours:
        return payment_settle(payment=payment, provider=provider)
    failpoint("payments.pay.before-call")
    try:
        return _go_on(payment, _conclude(payment, _hold(payment, provider)), provider)
    except NothingHappened:
        authorization.payment_postpone(payment=payment)
        raise _unreachable() from None
    except OutcomeUnknown:
        return authorization.payment_wait(payment_id=payment.pk)


def payment_get_by_key(*, idempotency_key: str, provider: Provider) -> Payment:
    """As settled as it can be right now. Raises NotFound."""
    return payment_settle(payment=selectors.payment_of_key(idempotency_key), provider=provider)


def payment_settle(*, payment: Payment, provider: Provider) -> Payment:
    if payment.state not in IN_BETWEEN:
        return payment
    due = payment.next_attempt_at is None or payment.next_attempt_at <= clock.now()
    if due and (claimed := authorization.payment_claim(payment=payment)):
        return payment_advance(payment=claimed, provider=provider)
    payment.refresh_from_db()
    if payment.type == PaymentType.REQUEST:
        return payment
    return _look(payment, provider) if payment.state is PaymentStatus.UNKNOWN else payment


def payment_capture(*, payment_id: UUID, provider: Provider) -> Payment:
    """Raises NotFound, InvalidState, and DependencyUnavailable while the outcome is not known: repeat until it is."""
    payment = capture.capture_begin(payment_id=payment_id)
    if payment.state in TAKEN:
        return payment
    payment = payment_advance(payment=payment, provider=provider)
    return _ended(payment, TAKEN)


def payment_void(*, payment_id: UUID, provider: Provider) -> Payment:
    """Raises NotFound, InvalidState, and DependencyUnavailable while the outcome is not known: repeat until it is."""
    payment = capture.void_begin(payment_id=payment_id)
    if payment.state is PaymentStatus.VOIDED:
        return payment
    payment = payment_advance(payment=payment, provider=provider)
    return _ended(payment, frozenset({PaymentStatus.VOIDED}))


def payment_advance(*, payment: Payment, provider: Provider) -> Payment:
    """One attempt to bring a payment that is in between to an end; the next one is due later when it does not."""
    try:
        return _go_on(payment, _attempt(payment, provider), provider)
    except (NothingHappened, OutcomeUnknown) as error:
        log.warning("payment.outcome_unknown", payment_id=str(payment.pk), status=payment.status, reason=str(error))
        return authorization.payment_wait(payment_id=payment.pk)


def payment_late_look(*, payment: Payment, provider: Provider) -> None:
    """We gave up on this authorisation; if it was made after all, the customer's money is let go."""
    if _let_go(payment.pk, 0, provider):
        authorization.payment_rest(payment_id=payment.pk)


def attempt_late_look(*, look: LateLook, provider: Provider) -> None:
    """The same for an attempt to pay a request, which may have been paid by another one meanwhile."""
    if _let_go(look.payment_id, look.attempt, provider):
        authorization.late_look_done(look=look)


def _let_go(payment_id: UUID, attempt: int, provider: Provider) -> bool:
    """Whether the provider holds nothing for this attempt; False: it did not say."""
    failpoint("payments.late-look.before-call")
    try:
        charge = provider.find_by_key(key=keys.of_authorization(payment_id, attempt))
        if charge is not None and charge.status is ChargeStatus.AUTHORIZED:
            provider.void(charge_id=charge.id, key=keys.of_void(payment_id, attempt))
            failpoint("payments.late-look.after-call")
    except (NothingHappened, OutcomeUnknown):
        return False
    return True


def _go_on(before: Payment, after: Payment, provider: Provider) -> Payment:
    """What was only just held and is to be taken at once, is taken in the same breath."""
    if after.state is not PaymentStatus.CAPTURING or before.state is PaymentStatus.CAPTURING:
        return after
    failpoint("payments.authorize.after-commit")
    return _again(after, provider)


def _again(payment: Payment, provider: Provider) -> Payment:
    try:
        return _attempt(payment, provider)
    except (NothingHappened, OutcomeUnknown):
        return authorization.payment_wait(payment_id=payment.pk)


def _attempt(payment: Payment, provider: Provider) -> Payment:
    if payment.state is PaymentStatus.CAPTURING:
        key = keys.of_capture(payment.pk, payment.attempt)
        failpoint("payments.capture.before-call")
        charge = provider.capture(charge_id=payment.charge_id, key=key, amount=payment.money)
        failpoint("payments.capture.after-call")
    elif payment.state is PaymentStatus.VOIDING:
        failpoint("payments.void.before-call")
        charge = provider.void(charge_id=payment.charge_id, key=keys.of_void(payment.pk, payment.attempt))
        failpoint("payments.void.after-call")
    elif found := provider.find_by_key(key=keys.of_authorization(payment.pk, payment.attempt)):
        failpoint("payments.settle.after-call")
        charge = found
    elif patience.exhausted(attempts=payment.attempts, age=steps.age(payment)):
        return authorization.payment_give_up(payment_id=payment.pk, attempt=payment.attempt)
    else:
        charge = _hold(payment, provider)
    return _conclude(payment, charge)


def _look(payment: Payment, provider: Provider) -> Payment:
    """Asks without sending anything again: somebody else's turn for that comes later."""
    try:
        charge = provider.find_by_key(key=keys.of_authorization(payment.pk))
        return payment if charge is None else _conclude(payment, charge)
    except (NothingHappened, OutcomeUnknown):
        return payment


def _hold(payment: Payment, provider: Provider) -> Charge:
    charge = provider.authorize(
        key=keys.of_authorization(payment.pk, payment.attempt),
        amount=payment.money,
        token=payment.token,
        reference=str(payment.order_id or payment.pk),
    )
    failpoint("payments.authorize.after-call")
    return charge


def _conclude(payment: Payment, charge: Charge) -> Payment:
    """Records what the provider says. A charge that fits no rule is asked about again until a person has looked."""
    match conclusion(payment.state, charge.status):
        case PaymentStatus.AUTHORIZED:
            return authorization.payment_authorized(payment_id=payment.pk, charge_id=charge.id, attempt=payment.attempt)
        case PaymentStatus.DECLINED:
            return authorization.payment_declined(
                payment_id=payment.pk,
                decline_code=charge.decline_code,
                charge_id=charge.id,
                attempt=payment.attempt,
            )
        case PaymentStatus.CAPTURED:
            return capture.payment_captured(payment_id=payment.pk)
        case PaymentStatus.VOIDED:
            return capture.payment_voided(payment_id=payment.pk)
    raise OutcomeUnknown(f"a charge that is {charge.status} for a payment that is {payment.status}")


def _ended(payment: Payment, wanted: frozenset[PaymentStatus]) -> Payment:
    if payment.state in wanted:
        return payment
    if payment.state in IN_BETWEEN:
        raise _unreachable()
    raise capture.not_possible(payment)


def _unreachable() -> DependencyUnavailable:
    return DependencyUnavailable("The payment provider has not answered.", retry_after=1, target="payment-provider")
