from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from payments_service.payments import recovery, refunding
from payments_service.payments.domain.errors import RefundExceedsCaptured, RefundRefused
from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.models import Payment, Refund
from payments_service.payments.ports import NothingHappened, OutcomeUnknown, Refused
from payments_service.tests.support import ScriptedProvider, authorized, captured, ledger_of
from servicekit.errors import (
    DependencyUnavailable,
    IdempotencyInProgress,
    IdempotencyKeyReused,
    InvalidState,
    NotFound,
    ValidationFailed,
)
from servicekit.money import Money

pytestmark = pytest.mark.django_db


def refund(payment: Payment, provider: ScriptedProvider, amount: int, key: str = "refund:1", **more: Any) -> Payment:
    money = Money(amount, more.get("currency", "EUR"))
    return refunding.payment_refund(idempotency_key=key, payment_id=payment.pk, amount=money, provider=provider)


def test_a_part_is_given_back_then_the_rest(provider: ScriptedProvider, published: Callable[[], list[Any]]) -> None:
    payment = captured(provider)
    part = refund(payment, provider, 2_900)
    assert (part.state, part.refunded, part.refunding) == (PaymentStatus.PARTIALLY_REFUNDED, 2_900, 0)
    rest = refund(payment, provider, 10_000, "refund:2")
    assert (rest.state, rest.refunded, provider.only().refunded) == (PaymentStatus.REFUNDED, 12_900, 12_900)
    assert ledger_of(payment)[2:] == [
        ("refund", "sales", 2_900),
        ("refund", "provider", -2_900),
        ("refund", "sales", 10_000),
        ("refund", "provider", -10_000),
    ]
    told = [event.data for event in published() if event.type == "payment.refunded"]
    assert [(event["amount"], event["refunded"]) for event in told] == [(2_900, 2_900), (10_000, 12_900)]


def test_the_audit_log_is_told_once_of_a_refund(provider: ScriptedProvider, recorded: Callable[[], list[Any]]) -> None:
    payment = captured(provider)
    refund(payment, provider, 2_900)
    refund(payment, provider, 2_900)  # the same key
    (told,) = recorded()
    assert (told.data["action"], told.data["resource_id"]) == ("payment.refund_begun", str(payment.pk))
    assert (told.data["details"]["amount"], told.data["details"]["currency"]) == (2_900, "EUR")


def test_the_same_key_again_is_the_same_refund(provider: ScriptedProvider) -> None:
    payment = captured(provider)
    for _ in range(2):
        assert refund(payment, provider, 900).refunded == 900
    assert Refund.objects.count() == provider.called("refund") == 1


def test_a_used_key_with_another_amount_is_refused(provider: ScriptedProvider) -> None:
    payment = captured(provider)
    refund(payment, provider, 900)
    with pytest.raises(IdempotencyKeyReused):
        refund(payment, provider, 901)
    with pytest.raises(IdempotencyKeyReused):
        refund(captured(provider), provider, 900)
    assert Refund.objects.count() == 1


def test_more_than_was_captured_is_refused_and_nothing_is_promised(provider: ScriptedProvider) -> None:
    payment = captured(provider)
    refund(payment, provider, 12_000)
    with pytest.raises(RefundExceedsCaptured) as refusal:
        refund(payment, provider, 901, "refund:2")
    assert refusal.value.extensions == {"refundable": 900, "currency": "EUR"}
    payment.refresh_from_db()
    assert (payment.refunded, payment.refunding, Refund.objects.count()) == (12_000, 0, 1)


def test_what_is_already_promised_cannot_be_promised_again(provider: ScriptedProvider) -> None:
    payment = captured(provider)
    provider.fail("refund")
    with pytest.raises(DependencyUnavailable):
        refund(payment, provider, 12_900)
    with pytest.raises(RefundExceedsCaptured):
        refund(payment, provider, 1, "refund:2")


def test_money_that_was_not_taken_is_not_given_back(provider: ScriptedProvider) -> None:
    with pytest.raises(InvalidState):
        refund(authorized(provider), provider, 1)
    assert not Refund.objects.exists()
    assert provider.called("refund") == 0


def test_another_currency_is_refused(provider: ScriptedProvider) -> None:
    with pytest.raises(ValidationFailed):
        refund(captured(provider), provider, 100, currency="USD")
    assert not Refund.objects.exists()


@pytest.mark.parametrize("error", [OutcomeUnknown("timeout"), NothingHappened("refused")])
@pytest.mark.parametrize("after", [True, False])
def test_an_unknown_refund_is_finished_in_the_background_and_made_once(
    provider: ScriptedProvider, error: Exception, *, after: bool, held_clock: Any
) -> None:
    payment = captured(provider)
    provider.fail("refund", error, after=after)
    with pytest.raises(DependencyUnavailable):
        refund(payment, provider, 900)
    with pytest.raises(IdempotencyInProgress):
        refund(payment, provider, 900)
    held_clock.advance(seconds=2)
    assert recovery.settle_due(provider) == 1
    assert refund(payment, provider, 900).refunded == provider.only().refunded == 900
    assert len(ledger_of(payment)) == 4


@pytest.mark.parametrize(("after", "sent"), [(True, 1), (False, 2)])
def test_after_a_day_a_refund_is_looked_for_before_it_is_sent_again(
    provider: ScriptedProvider, held_clock: Any, *, after: bool, sent: int
) -> None:
    """By then the provider may have forgotten the key, and would give the money back a second time."""
    payment = captured(provider)
    provider.fail("refund", after=after)
    with pytest.raises(DependencyUnavailable):
        refund(payment, provider, 900)
    held_clock.advance(hours=24)
    assert recovery.settle_due(provider) == 1
    payment.refresh_from_db()
    assert (payment.refunded, payment.refunding, provider.called("refund")) == (900, 0, sent)


def test_the_same_key_takes_an_unfinished_refund_further(provider: ScriptedProvider, held_clock: Any) -> None:
    payment = captured(provider)
    provider.fail("refund")
    with pytest.raises(DependencyUnavailable):
        refund(payment, provider, 900)
    held_clock.advance(seconds=2)
    assert refund(payment, provider, 900).refunded == 900


def test_a_refund_the_provider_refuses_takes_its_promise_back(provider: ScriptedProvider) -> None:
    payment = captured(provider)
    provider.fail("refund", Refused("refund_exceeds_captured"))
    for _ in range(2):
        with pytest.raises(RefundRefused):
            refund(payment, provider, 900)
    payment.refresh_from_db()
    assert (payment.state, payment.refunded, payment.refunding) == (PaymentStatus.CAPTURED, 0, 0)
    assert provider.called("refund") == 1
    assert len(ledger_of(payment)) == 2


def test_an_unknown_payment_is_not_found(provider: ScriptedProvider) -> None:
    with pytest.raises(NotFound):
        refund(Payment(pk=uuid4()), provider, 1)
