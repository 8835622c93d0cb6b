"""Paying what a vendor asked for: once, whatever happens in between."""

from __future__ import annotations

from typing import Any

import pytest

from payments_service.payments import processing, recovery
from payments_service.payments.domain.errors import PriceChanged
from payments_service.payments.domain.payment import CaptureMode, PaymentStatus
from payments_service.payments.domain.request import Means
from payments_service.payments.models import LateLook, Payment
from payments_service.payments.ports import NothingHappened
from payments_service.payments.services import requests
from payments_service.tests.support import ScriptedProvider, ledger_of, overdue, paid, requested
from servicekit.errors import DependencyUnavailable, InvalidState
from servicekit.events.models import OutboxEvent
from servicekit.money import Money
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db


def told(payment: Payment) -> list[str]:
    found = OutboxEvent.objects.filter(aggregate_id=str(payment.pk)).exclude(type="audit.recorded")
    return list(found.order_by("seq").values_list("type", flat=True))


def happened(payment: Payment) -> list[tuple[str, str]]:
    return list(payment.history.order_by("id").values_list("kind", "note"))


def settle(provider: ScriptedProvider, clock: HeldClock, rounds: int = 6) -> None:
    for _ in range(rounds):
        clock.advance(seconds=20)
        recovery.settle_due(provider)


def test_it_is_held_and_taken_in_one_go(provider: ScriptedProvider) -> None:
    payment = paid(provider, requested())
    assert (payment.state, payment.captured, payment.token) == (PaymentStatus.CAPTURED, 4_900, "")
    assert ledger_of(payment) == [("capture", "provider", 4_900), ("capture", "sales", -4_900)]
    assert told(payment) == ["payment.initiated", "payment.authorized", "payment.captured"]
    assert [kind for kind, _ in happened(payment)] == ["initiated", "attempted", "authorized", "captured"]
    assert provider.calls == [("authorize", f"pay:{payment.pk}:1"), ("capture", f"capture:{payment.pk}:1")]


def test_every_event_of_a_request_says_who_asked(provider: ScriptedProvider) -> None:
    """Or the vendor would not be told live that it was paid."""
    payment = paid(provider, requested())
    events = OutboxEvent.objects.filter(aggregate_id=str(payment.pk), type__startswith="payment.")
    assert {event.envelope.data["vendor_id"] for event in events} == {str(payment.vendor_id)}


def test_another_amount_than_the_customer_was_shown_is_not_paid(provider: ScriptedProvider) -> None:
    payment = requested()
    shown = Means(key="k1", token="tok_success", shown=Money(4_800, "EUR"))
    with pytest.raises(PriceChanged) as refusal:
        processing.request_pay(payment_id=payment.pk, means=shown, provider=provider)
    assert refusal.value.extensions == {"amount": "49.00", "currency": "EUR"}
    payment.refresh_from_db()
    assert (payment.state, payment.attempt, provider.calls) == (PaymentStatus.INITIATED, 0, [])
    agreed = Means(key="k2", token="tok_success", shown=payment.money)
    assert processing.request_pay(payment_id=payment.pk, means=agreed, provider=provider).captured == 4_900


def test_with_manual_capture_it_is_only_held(provider: ScriptedProvider) -> None:
    payment = paid(provider, requested(capture=CaptureMode.MANUAL))
    assert (payment.state, payment.captured) == (PaymentStatus.AUTHORIZED, 0)
    taken = processing.payment_capture(payment_id=payment.pk, provider=provider)
    assert (taken.state, provider.only().captured) == (PaymentStatus.CAPTURED, 4_900)


def test_the_same_key_again_is_the_same_payment(provider: ScriptedProvider) -> None:
    payment = requested()
    assert paid(provider, payment).pk == paid(provider, payment).pk
    assert provider.called("authorize") == 1


def test_another_key_finds_it_paid(provider: ScriptedProvider) -> None:
    payment = requested()
    paid(provider, payment)
    with pytest.raises(InvalidState):
        paid(provider, payment, key="k2")
    assert provider.only().captured == 4_900


def test_after_a_decline_it_can_be_paid_again_under_keys_of_its_own(provider: ScriptedProvider) -> None:
    payment = paid(provider, requested(), token="tok_decline")
    assert (payment.state, payment.decline_code, payment.captured) == (PaymentStatus.INITIATED, "card_declined", 0)
    again = paid(provider, payment, key="k2")
    assert (again.state, again.decline_code) == (PaymentStatus.CAPTURED, "")
    assert sorted(provider.books) == [f"pay:{payment.pk}:1", f"pay:{payment.pk}:2"]
    assert provider.books[f"pay:{payment.pk}:1"].charge.status == "declined"
    assert ("declined", "card_declined") in happened(payment)


def test_the_declined_key_again_is_the_same_decline(provider: ScriptedProvider) -> None:
    payment = paid(provider, requested(), token="tok_decline")
    assert paid(provider, payment).decline_code == "card_declined"
    assert provider.called("authorize") == 1


def test_what_never_left_leaves_it_open_and_the_key_free(provider: ScriptedProvider) -> None:
    payment = requested()
    provider.fail("authorize", NothingHappened("refused"))
    with pytest.raises(DependencyUnavailable):
        paid(provider, payment)
    payment.refresh_from_db()
    assert (payment.state, payment.token, payment.next_attempt_at) == (PaymentStatus.INITIATED, "", None)
    assert paid(provider, payment).state is PaymentStatus.CAPTURED


def test_an_unknown_outcome_is_asked_about_and_finished_by_the_worker(
    provider: ScriptedProvider, held_clock: HeldClock
) -> None:
    payment = requested()
    provider.fail("authorize", after=True)
    assert paid(provider, payment).state is PaymentStatus.UNKNOWN
    with pytest.raises(InvalidState):
        paid(provider, payment, key="k2")
    settle(provider, held_clock, 1)
    payment.refresh_from_db()
    assert (payment.state, provider.only().captured, provider.called("authorize")) == ("captured", 4_900, 1)


def test_a_capture_that_is_not_answered_is_repeated_by_the_worker(
    provider: ScriptedProvider, held_clock: HeldClock
) -> None:
    provider.fail("capture", after=True)
    payment = paid(provider, requested())
    assert payment.state is PaymentStatus.CAPTURING
    settle(provider, held_clock, 1)
    payment.refresh_from_db()
    assert (payment.state, provider.only().captured, len(ledger_of(payment))) == (PaymentStatus.CAPTURED, 4_900, 2)


def test_a_hold_that_arrives_after_giving_up_is_let_go_even_when_it_was_paid_anew(
    provider: ScriptedProvider, held_clock: HeldClock
) -> None:
    payment = requested()
    provider.fail("authorize", times=2)
    paid(provider, payment)
    settle(provider, held_clock, 4)
    payment.refresh_from_db()
    assert (payment.state, payment.decline_code) == (PaymentStatus.INITIATED, "provider_error")
    late = provider.authorize(key=f"pay:{payment.pk}:1", amount=payment.money, token="tok_success", reference="")
    assert paid(provider, payment, key="k2").state is PaymentStatus.CAPTURED
    settle(provider, held_clock, 4)
    assert provider.books[f"pay:{payment.pk}:1"].charge.id == late.id
    assert provider.books[f"pay:{payment.pk}:1"].charge.status == "voided"
    assert provider.books[f"pay:{payment.pk}:2"].captured == 4_900
    assert not LateLook.objects.exists()


def test_what_is_learnt_late_of_one_attempt_says_nothing_about_the_next(
    provider: ScriptedProvider, held_clock: HeldClock
) -> None:
    """The process that began the first attempt was asleep while it was given up and paid anew."""
    payment = requested()
    first = requests.request_pay_begin(payment_id=payment.pk, means=Means("k1", "tok_success"))[0]
    provider.fail("authorize")
    settle(provider, held_clock, 2)
    provider.fail("authorize", after=True)
    paid(provider, payment, key="k2")
    charge = provider.authorize(key=f"pay:{payment.pk}:1", amount=payment.money, token="tok_success", reference="")
    processing._conclude(first, charge)
    payment.refresh_from_db()
    assert (payment.state, payment.attempt, payment.charge_id) == (PaymentStatus.UNKNOWN, 2, "")


@pytest.mark.parametrize("sweep", [True, False])
def test_what_is_overdue_is_not_paid(provider: ScriptedProvider, *, sweep: bool) -> None:
    payment = requested()
    overdue(payment)
    if sweep:
        assert recovery.settle_due(provider) == 1
        assert recovery.settle_due(provider) == 0
    with pytest.raises(InvalidState):
        paid(provider, payment)
    payment.refresh_from_db()
    assert (payment.attempt, provider.calls) == (0, [])
    if sweep:
        assert (payment.state, payment.decline_code) == (PaymentStatus.CANCELLED, "expired")
        assert told(payment) == ["payment.initiated", "payment.failed"]


def test_what_is_being_paid_does_not_run_out(provider: ScriptedProvider, held_clock: Any) -> None:
    payment = requested()
    provider.fail("authorize", after=True)
    paid(provider, payment)
    overdue(payment)
    settle(provider, held_clock, 1)
    payment.refresh_from_db()
    assert payment.state is PaymentStatus.CAPTURED
