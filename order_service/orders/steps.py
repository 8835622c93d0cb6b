"""One call to another service per step, and what its answer means. No transaction is open in here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from django.conf import settings

from order_service.cart.errors import ProductUnavailable
from order_service.orders.domain import pricing
from order_service.orders.domain import saga as rules
from order_service.orders.domain.errors import OutOfStock, ReservationLimit
from order_service.orders.domain.order import CancellationReason
from order_service.orders.domain.pricing import PricedLine, WantedLine
from order_service.orders.domain.saga import Outcome, Step
from order_service.orders.found import Found
from order_service.orders.models import PaymentProgress, Saga
from order_service.orders.ports import (
    NeverSent,
    Partners,
    Payment,
    PaymentRequest,
    PaymentState,
    ReservationLost,
    StepRefused,
)
from servicekit import clock
from servicekit.errors import DeadlineExceeded, DependencyUnavailable, JsonValue
from servicekit.faults.failpoints import failpoint
from servicekit.money import Money

Work = Callable[[Saga, Partners], Found]


def perform(step: Step, saga: Saga, partners: Partners) -> Found:
    return _understood(PERFORM[step], saga, partners)


def resolve(step: Step, saga: Saga, partners: Partners) -> Found:
    """What became of a step that was not answered, by its key. An authorisation has a state of its own for that."""
    return _understood(RESOLVE[step], saga, partners)


def _understood(work: Work, saga: Saga, partners: Partners) -> Found:
    """Never raises for anything the other side does: an answer that makes no sense (ValueError) is no answer."""
    try:
        return work(saga, partners)
    except NeverSent as failure:
        return Found(Outcome.UNSENT, failure=failure, error="never sent")
    except (DependencyUnavailable, DeadlineExceeded) as failure:
        return Found(Outcome.UNKNOWN, failure=failure, error=failure.code)
    except StepRefused as refused:
        return Found(Outcome.REFUSED, error=str(refused))
    except ValueError as nonsense:
        told = DependencyUnavailable("A service gave an answer that makes no sense.")
        return Found(Outcome.UNKNOWN, failure=told, error=str(nonsense))


def payment_key(saga: Saga) -> str:
    """One order is paid for once, so one key serves for ever; a later attempt to pay again would count up."""
    return f"pay:{saga.pk}:1"


def _reserve(saga: Saga, partners: Partners) -> Found:
    wanted = [WantedLine(line.product_id, line.quantity) for line in saga.order.lines.all()]
    try:
        lines = partners.catalog.reserve(saga.pk, wanted, saga.order.customer_id)
    except OutOfStock as refusal:
        return Found(Outcome.REFUSED, reason=CancellationReason.OUT_OF_STOCK, refusal=refusal.extensions)
    except ProductUnavailable as refusal:
        return Found(Outcome.REFUSED, reason=CancellationReason.PRODUCT_UNAVAILABLE, refusal=refusal.extensions)
    except ReservationLimit as refusal:
        return Found(Outcome.REFUSED, reason=CancellationReason.RESERVATION_LIMIT, refusal=refusal.extensions)
    failpoint("order.reserve.after-call")
    if {WantedLine(line.product_id, line.quantity) for line in lines} != set(wanted):
        raise ValueError("other lines were reserved than asked for")
    return _agreed(saga, lines)


def _agreed(saga: Saga, lines: list[PricedLine]) -> Found:
    """Held, if it costs what the customer was shown and no more than one order may."""
    total, limit = pricing.total(lines), settings.SHOPMESH.limits
    if saga.expected not in (None, total):
        return _unwanted(CancellationReason.PRICE_CHANGED, _changed(total, lines))
    if not limit.allow(total):
        most = limit.of(total.currency)
        return _unwanted(CancellationReason.AMOUNT_LIMIT, {"total": _told(total), "limit": _told(most)})
    return Found(lines=lines)


def _unwanted(reason: CancellationReason, refusal: Mapping[str, JsonValue]) -> Found:
    return Found(Outcome.UNWANTED, reason=reason, refusal=refusal, error=reason.value)


def _changed(total: Money, lines: Sequence[PricedLine]) -> dict[str, JsonValue]:
    prices: list[JsonValue] = [
        {"product_id": line.product_id, "unit_price": line.unit_price.decimal()} for line in lines
    ]
    return {"total": _told(total), "lines": prices}


def _told(amount: Money) -> dict[str, JsonValue]:
    return {"amount": amount.decimal(), "currency": amount.currency}


def _hold_longer(saga: Saga, partners: Partners) -> None:
    """Prolong the hold before a payment that starts late. It stands in nothing's way: a hold that is over is found out
    when the stock is to be taken, and only there is it certain that no money is under way.
    """
    if not rules.wants_longer_hold(held_since=saga.order.placed_at, now=clock.now()):
        return
    with suppress(ReservationLost, DependencyUnavailable, DeadlineExceeded):
        partners.catalog.extend(saga.pk)
    failpoint("order.extend.after-call")


def _authorize(saga: Saga, partners: Partners) -> Found:
    _hold_longer(saga, partners)
    request = PaymentRequest(
        key=payment_key(saga),
        order_id=saga.pk,
        customer_id=saga.order.customer_id,
        amount=saga.order.total,
        method=saga.order.payment_method,
        token=saga.payment_token,
    )
    try:
        payment = partners.payments.authorize(request)
    except StepRefused as refused:
        return _declined(str(refused))
    failpoint("order.authorize.after-call")
    return _judged(payment)


def _find_payment(saga: Saga, partners: Partners) -> Found:
    payment = partners.payments.find_by_key(payment_key(saga))
    failpoint("order.find-payment.after-call")
    return Found(Outcome.MISSING, error="payment never arrived") if payment is None else _judged(payment)


def _judged(payment: Payment) -> Found:
    match payment.state:
        case PaymentState.AUTHORIZED | PaymentState.CAPTURED:
            return Found(payment_id=payment.id)
        case PaymentState.UNKNOWN:
            return Found(Outcome.UNKNOWN, error="payment outcome unknown")
        case _:
            return _declined(payment.decline_code or payment.state.value, payment.id)


def _declined(code: str, payment_id: str = "") -> Found:
    return Found(
        Outcome.REFUSED,
        payment_id=payment_id,
        reason=CancellationReason.PAYMENT_DECLINED,
        refusal={"decline_code": code},
        error=code,
    )


def _commit(saga: Saga, partners: Partners) -> Found:
    try:
        partners.catalog.commit(saga.pk)
    except ReservationLost as lost:
        return Found(Outcome.REFUSED, reason=CancellationReason.EXPIRED, error=str(lost))
    failpoint("order.commit.after-call")
    return Found()


def _capture(saga: Saga, partners: Partners) -> Found:
    payment = partners.payments.capture(saga.order.payment_id)
    failpoint("order.capture.after-call")
    return _reached(payment, PaymentState.CAPTURED)


def _captured(saga: Saga, partners: Partners) -> Found:
    """Asks before it asks for the money again."""
    payment = partners.payments.find_by_key(payment_key(saga))
    return Found() if payment and payment.state is PaymentState.CAPTURED else _capture(saga, partners)


def _release(saga: Saga, partners: Partners) -> Found:
    """Money first: it is the customer's. Both can be repeated, so a crash in between costs nothing."""
    if saga.order.payment_status == PaymentProgress.AUTHORIZED:
        found = _reached(partners.payments.void(saga.order.payment_id), PaymentState.VOIDED)
        if found.outcome is not Outcome.DONE:
            return found
    failpoint("order.release.between-calls")
    partners.catalog.release(saga.pk)
    failpoint("order.release.after-call")
    return Found()


def _refund(saga: Saga, partners: Partners) -> Found:
    try:
        payment = partners.payments.refund(f"refund:{saga.pk}:1", saga.order.payment_id, saga.order.total)
    except StepRefused:
        return _rest_refunded(saga, partners)
    failpoint("order.refund.after-call")
    return _reached(payment, PaymentState.REFUNDED)


def _rest_refunded(saga: Saga, partners: Partners) -> Found:
    """Staff gave a part back before: the rest follows, under a key that names it. Payments never gives too much."""
    payment = partners.payments.find_by_key(payment_key(saga))
    if payment is None or payment.left is None:
        return Found(Outcome.UNKNOWN, error="what is left to refund is not known")
    if payment.left:
        key = f"refund:{saga.pk}:{payment.left.minor_units}-left"
        payment = partners.payments.refund(key, payment.id, payment.left)
    return _reached(payment, PaymentState.REFUNDED)


def _reached(payment: Payment, wanted: PaymentState) -> Found:
    if payment.state is wanted:
        return Found()
    return Found(Outcome.UNKNOWN, error=f"payment is {payment.state}, not yet {wanted}")


PERFORM: dict[Step, Work] = {
    Step.RESERVE: _reserve,
    Step.AUTHORIZE: _authorize,
    Step.FIND_PAYMENT: _find_payment,
    Step.COMMIT: _commit,
    Step.CAPTURE: _capture,
    Step.RELEASE: _release,
    Step.REFUND: _refund,
}

# The catalogue answers a reservation's id it has seen with what it did then.
RESOLVE: dict[Step, Work] = {
    Step.RESERVE: _reserve,
    Step.COMMIT: _commit,
    Step.CAPTURE: _captured,
}
