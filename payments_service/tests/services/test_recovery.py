from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from payments_service.payments import processing, recovery
from payments_service.payments.domain.payment import ChargeStatus, PaymentStatus
from payments_service.payments.models import Payment
from payments_service.payments.ports import NothingHappened
from payments_service.tests.support import ScriptedProvider, authorized, captured, subjects, wanted
from servicekit.errors import DependencyUnavailable

pytestmark = pytest.mark.django_db


def rounds(provider: ScriptedProvider, held_clock: Any, seconds: int) -> None:
    for _ in range(seconds):
        held_clock.advance(seconds=1)
        recovery.settle_due(provider)


def test_a_timeout_that_succeeded_is_found_without_anybody_asking(
    provider: ScriptedProvider, held_clock: Any, published: Callable[[], list[Any]]
) -> None:
    provider.fail("authorize", after=True)
    payment = authorized(provider)
    rounds(provider, held_clock, 1)
    payment.refresh_from_db()
    assert (payment.state, payment.next_attempt_at) == (PaymentStatus.AUTHORIZED, None)
    assert subjects(published()) == ["payment.authorized.v1"]


def test_a_lost_request_is_sent_again(provider: ScriptedProvider, held_clock: Any) -> None:
    provider.fail("authorize")
    payment = authorized(provider)
    rounds(provider, held_clock, 1)
    payment.refresh_from_db()
    assert payment.state is PaymentStatus.AUTHORIZED
    assert len(provider.books) == 1


def test_a_provider_that_stays_down_is_asked_less_and_less(provider: ScriptedProvider, held_clock: Any) -> None:
    provider.fail("authorize")
    provider.fail("find_by_key", times=1000)
    payment = authorized(provider)
    rounds(provider, held_clock, 120)
    payment.refresh_from_db()
    assert payment.state is PaymentStatus.UNKNOWN
    assert 12 <= provider.called("find_by_key") <= 35
    assert provider.called("authorize") == 1


def test_a_hold_that_arrives_after_we_gave_up_is_let_go(provider: ScriptedProvider, held_clock: Any) -> None:
    provider.fail("authorize", times=1000)
    payment = authorized(provider)
    rounds(provider, held_clock, 30)
    payment.refresh_from_db()
    assert payment.state is PaymentStatus.DECLINED

    provider._trouble.clear()
    provider.authorize(key=f"authorize:{payment.pk}", amount=payment.money, token="tok_success", reference="")
    rounds(provider, held_clock, 60)
    payment.refresh_from_db()
    assert provider.only().charge.status is ChargeStatus.VOIDED
    assert (payment.state, payment.next_attempt_at) == (PaymentStatus.DECLINED, None)


def test_the_wait_before_giving_up_begins_when_the_request_leaves(provider: ScriptedProvider, held_clock: Any) -> None:
    """Not when it was first wanted: the provider could not be reached then."""
    wish = wanted()
    provider.fail("authorize", NothingHappened("refused"))
    with pytest.raises(DependencyUnavailable):
        processing.payment_authorize(wanted=wish, provider=provider)
    held_clock.advance(seconds=60)
    provider.fail("authorize", times=4)
    payment = processing.payment_authorize(wanted=wish, provider=provider)
    rounds(provider, held_clock, 9)
    payment.refresh_from_db()
    assert payment.state is PaymentStatus.AUTHORIZED


def test_the_late_look_waits_for_a_provider_that_is_down(provider: ScriptedProvider, held_clock: Any) -> None:
    provider.fail("authorize", times=1000)
    payment = authorized(provider)
    rounds(provider, held_clock, 30)
    provider.fail("find_by_key", times=2)
    rounds(provider, held_clock, 90)
    payment.refresh_from_db()
    assert payment.next_attempt_at is None


def test_what_is_settled_is_left_alone(provider: ScriptedProvider, held_clock: Any) -> None:
    captured(provider)
    authorized(provider, token="tok_decline")
    calls = len(provider.calls)
    rounds(provider, held_clock, 3)
    assert len(provider.calls) == calls


def test_two_workers_do_not_work_on_the_same_row(provider: ScriptedProvider, held_clock: Any) -> None:
    provider.fail("authorize")
    authorized(provider)
    held_clock.advance(seconds=1)

    class SecondWorker(ScriptedProvider):
        def find_by_key(self, **call: Any) -> Any:
            assert recovery.settle_due(provider) == 0
            return provider.find_by_key(**call)

        def authorize(self, **call: Any) -> Any:
            return provider.authorize(**call)

    assert recovery.settle_due(SecondWorker()) == 1
    assert Payment.objects.get().state is PaymentStatus.AUTHORIZED
