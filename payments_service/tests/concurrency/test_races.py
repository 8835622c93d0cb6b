"""Several at once on the real database, against the real provider process."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Sum

from payments_service.payments import books, processing, recovery, refunding
from payments_service.payments.adapters.sandbox import SandboxProvider
from payments_service.payments.domain.errors import OrderHasPayment, RefundExceedsCaptured
from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.domain.request import Change, Ending, Means
from payments_service.payments.models import LedgerEntry, Payment, Refund
from payments_service.payments.services import requests
from payments_service.tests.conftest import Sandbox
from payments_service.tests.support import overdue, requested, wanted
from servicekit.errors import InvalidState
from servicekit.events.models import OutboxEvent
from servicekit.money import Money

pytestmark = pytest.mark.django_db(transaction=True)
AtOnce = Callable[..., list[Any]]


@pytest.fixture
def real(sandbox: Sandbox, connect: Callable[..., SandboxProvider]) -> SandboxProvider:
    return connect(sandbox.url)


def pay(real: SandboxProvider, **changes: Any) -> Payment:
    return processing.payment_authorize(wanted=wanted(**changes), provider=real)


def take(real: SandboxProvider) -> Payment:
    return processing.payment_capture(payment_id=pay(real).pk, provider=real)


def events(kind: str) -> int:
    return OutboxEvent.objects.filter(type=kind).count()


def assert_books_balance() -> None:
    sums = LedgerEntry.objects.values("transaction").annotate(total=Sum("amount"))
    assert {row["total"] for row in sums} <= {0}


@pytest.mark.parametrize("token", ["tok_success", "tok_slow"])
def test_the_same_key_twice_at_once_is_one_charge(
    real: SandboxProvider, sandbox: Sandbox, at_once: AtOnce, token: str
) -> None:
    asked = wanted(token=token)
    results = at_once(*[lambda: processing.payment_authorize(wanted=asked, provider=real)] * 2)
    assert len({payment.pk for payment in results}) == 1
    assert {payment.state for payment in results} <= {PaymentStatus.AUTHORIZED, PaymentStatus.PROCESSING}
    assert Payment.objects.get().state is PaymentStatus.AUTHORIZED
    assert len(sandbox.charges_of(asked.order_id)) == events("payment.authorized") == 1


def test_two_attempts_of_one_order_at_once_are_one_charge(
    real: SandboxProvider, sandbox: Sandbox, at_once: AtOnce
) -> None:
    order_id = uuid4()
    results = at_once(
        *[lambda n=n: pay(real, order_id=order_id, idempotency_key=f"pay:{order_id}:{n}") for n in range(4)]
    )
    assert sum(isinstance(result, OrderHasPayment) for result in results) == 3
    assert len(sandbox.charges_of(order_id)) == 1


def test_captures_at_once_take_the_money_once(real: SandboxProvider, sandbox: Sandbox, at_once: AtOnce) -> None:
    payment = pay(real)
    results = at_once(*[lambda: processing.payment_capture(payment_id=payment.pk, provider=real)] * 4)
    assert {result.state for result in results} == {PaymentStatus.CAPTURED}
    assert LedgerEntry.objects.count() == 2
    assert events("payment.captured") == 1
    assert sandbox.charges_of(payment.order_id)[0]["captured"] == 12_900


def test_capture_and_void_at_once_only_one_happens(real: SandboxProvider, sandbox: Sandbox, at_once: AtOnce) -> None:
    payments = [pay(real) for _ in range(4)]
    for payment in payments:
        results = at_once(
            lambda p=payment: processing.payment_capture(payment_id=p.pk, provider=real),
            lambda p=payment: processing.payment_void(payment_id=p.pk, provider=real),
        )
        payment.refresh_from_db()
        (charge,) = sandbox.charges_of(payment.order_id)
        assert sum(isinstance(result, InvalidState) for result in results) == 1
        assert charge["status"] == payment.status
        assert payment.status in {"captured", "voided"}
    assert_books_balance()


def test_twenty_refunds_at_once_never_exceed_what_was_captured(
    real: SandboxProvider, sandbox: Sandbox, at_once: AtOnce
) -> None:
    payment = take(real)

    def refund(key: str) -> Payment:
        return refunding.payment_refund(
            idempotency_key=key, payment_id=payment.pk, amount=Money(2_000, "EUR"), provider=real
        )

    results = at_once(*[lambda n=n: refund(f"refund:{payment.pk}:{n}") for n in range(20)])
    assert sum(isinstance(result, Payment) for result in results) == 6
    assert sum(isinstance(result, RefundExceedsCaptured) for result in results) == 14
    payment.refresh_from_db()
    assert (payment.refunded, payment.refunding, Refund.objects.count()) == (12_000, 0, 6)
    assert sandbox.charges_of(payment.order_id)[0]["refunded"] == 12_000
    assert events("payment.refunded") == 6
    assert_books_balance()


def test_the_same_refund_key_at_once_is_one_refund(real: SandboxProvider, sandbox: Sandbox, at_once: AtOnce) -> None:
    payment = take(real)
    at_once(
        *[
            lambda: refunding.payment_refund(
                idempotency_key="refund:same", payment_id=payment.pk, amount=Money(900, "EUR"), provider=real
            )
        ]
        * 4
    )
    payment.refresh_from_db()
    assert (payment.refunded, Refund.objects.count()) == (900, 1)
    assert sandbox.charges_of(payment.order_id)[0]["refunded"] == 900


def test_recovery_in_two_workers_and_a_caller_asking_settle_it_once(
    real: SandboxProvider, sandbox: Sandbox, at_once: AtOnce
) -> None:
    asked = wanted()
    sandbox.script("authorize", "error", recorded=True)
    payment = processing.payment_authorize(wanted=asked, provider=real)
    Payment.objects.filter(pk=payment.pk).update(next_attempt_at=payment.created_at)
    at_once(
        lambda: recovery.settle_due(real),
        lambda: recovery.settle_due(real),
        lambda: processing.payment_get_by_key(idempotency_key=asked.idempotency_key, provider=real),
    )
    payment.refresh_from_db()
    assert payment.state is PaymentStatus.AUTHORIZED
    assert len(sandbox.charges_of(asked.order_id)) == events("payment.authorized") == 1


def test_of_sixty_refunds_at_once_exactly_those_that_fit_are_made(
    real: SandboxProvider, sandbox: Sandbox, at_once: AtOnce
) -> None:
    """`./dev soak refunds` does it with a thousand."""
    payment = take(real)

    def refund(key: str) -> Payment:
        return refunding.payment_refund(
            idempotency_key=key, payment_id=payment.pk, amount=Money(700, "EUR"), provider=real
        )

    results = [
        result
        for batch in range(4)  # fifteen threads at a time: each has a connection of its own
        for result in at_once(*[lambda n=n, b=batch: refund(f"refund:{payment.pk}:{b}:{n}") for n in range(15)])
    ]
    assert sum(isinstance(result, Payment) for result in results) == 12_900 // 700
    assert sum(isinstance(result, RefundExceedsCaptured) for result in results) == 60 - 12_900 // 700
    payment.refresh_from_db()
    assert (payment.refunded, payment.refunding) == (12_600, 0)
    assert sandbox.charges_of(payment.order_id)[0]["refunded"] == 12_600
    assert payment.history.filter(kind="refunded").count() == 18
    assert books.balanced(books.account_sums())


def test_two_payers_at_once_are_one_charge(real: SandboxProvider, sandbox: Sandbox, at_once: AtOnce) -> None:
    payment = requested()

    def pay_under(key: str) -> Payment:
        means = Means(key=key, token="tok_success")
        return processing.request_pay(payment_id=payment.pk, means=means, provider=real)

    results = at_once(*[lambda n=n: pay_under(f"k{n}") for n in range(4)])
    assert sum(isinstance(result, Payment) for result in results) == 1
    assert sum(isinstance(result, InvalidState) for result in results) == 3
    payment.refresh_from_db()
    assert (payment.state, payment.captured, payment.attempt) == (PaymentStatus.CAPTURED, 4_900, 1)
    [charge] = sandbox.charges_of(payment.pk)
    assert (charge["captured"], LedgerEntry.objects.count(), events("payment.captured")) == (4_900, 2, 1)


def test_the_same_key_at_once_pays_a_request_once(real: SandboxProvider, sandbox: Sandbox, at_once: AtOnce) -> None:
    payment, means = requested(), Means(key="k", token="tok_success")
    results = at_once(*[lambda: processing.request_pay(payment_id=payment.pk, means=means, provider=real)] * 3)
    assert {result.pk for result in results} == {payment.pk}
    payment.refresh_from_db()
    assert (payment.state, len(sandbox.charges_of(payment.pk)), LedgerEntry.objects.count()) == ("captured", 1, 2)


def run_out(payment: Payment) -> bool:
    overdue(payment)
    return requests.request_expire(payment_id=payment.pk)


@pytest.mark.parametrize("end", ["cancel", "expire", "change"])
def test_of_a_payer_and_an_end_only_one_wins(
    real: SandboxProvider, sandbox: Sandbox, at_once: AtOnce, end: str
) -> None:
    change = Change(amount=Money(1, "EUR"))
    for _ in range(3):
        payment = requested()
        means = Means(key="k", token="tok_success")
        seen = frozenset({requests.tag(payment)})
        at_once(
            partial(processing.request_pay, payment_id=payment.pk, means=means, provider=real),
            {
                "cancel": partial(requests.request_cancel, payment_id=payment.pk, ending=Ending.WITHDRAWN),
                "expire": partial(run_out, payment),
                "change": partial(requests.request_change, payment_id=payment.pk, change=change, seen=seen),
            }[end],
        )
        payment.refresh_from_db()
        charges = sandbox.charges_of(payment.pk)
        assert payment.state in {PaymentStatus.CAPTURED, PaymentStatus.CANCELLED}
        # What the provider took is what was asked for at that moment, and nothing was taken of what had ended.
        taken = [(charge["amount"], charge["captured"]) for charge in charges]
        assert taken == ([(payment.amount, payment.amount)] if payment.state is PaymentStatus.CAPTURED else [])
        assert payment.captured == (payment.amount if charges else 0)
    assert_books_balance()
