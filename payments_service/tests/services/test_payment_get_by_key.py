from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from payments_service.payments import processing
from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.models import Payment
from payments_service.payments.ports import NothingHappened
from payments_service.tests.support import ScriptedProvider, authorized, subjects, wanted
from servicekit.errors import DependencyUnavailable, NotFound

pytestmark = pytest.mark.django_db


def ask(payment: Payment, provider: ScriptedProvider) -> Payment:
    return processing.payment_get_by_key(idempotency_key=payment.idempotency_key, provider=provider)


def test_a_key_that_never_arrived_is_not_found(provider: ScriptedProvider) -> None:
    with pytest.raises(NotFound):
        processing.payment_get_by_key(idempotency_key="pay:nobody:1", provider=provider)
    assert provider.calls == []


def test_a_key_whose_request_never_left_is_not_found_either(provider: ScriptedProvider) -> None:
    asked = wanted()
    provider.fail("authorize", NothingHappened("refused"))
    with pytest.raises(DependencyUnavailable):
        processing.payment_authorize(wanted=asked, provider=provider)
    with pytest.raises(NotFound):
        processing.payment_get_by_key(idempotency_key=asked.idempotency_key, provider=provider)
    assert provider.books == {}


def test_a_settled_payment_is_told_without_asking_the_provider(provider: ScriptedProvider) -> None:
    payment = authorized(provider)
    assert ask(payment, provider).state is PaymentStatus.AUTHORIZED
    assert provider.called("find_by_key") == 0


def test_an_authorisation_that_timed_out_but_succeeded_is_found(
    provider: ScriptedProvider, published: Callable[[], list[Any]]
) -> None:
    provider.fail("authorize", after=True)
    payment = ask(authorized(provider), provider)
    assert (payment.state, payment.charge_id) == (PaymentStatus.AUTHORIZED, provider.only().charge.id)
    assert provider.called("authorize") == 1
    assert subjects(published()) == ["payment.authorized.v1"]


def test_while_the_request_may_be_under_way_it_is_not_sent_again(provider: ScriptedProvider, held_clock: Any) -> None:
    provider.fail("authorize")
    payment = ask(authorized(provider), provider)
    assert payment.state is PaymentStatus.UNKNOWN
    assert provider.called("authorize") == 1


def test_a_lost_request_is_sent_again_under_the_same_provider_key(provider: ScriptedProvider, held_clock: Any) -> None:
    provider.fail("authorize")
    payment = authorized(provider)
    held_clock.advance(seconds=1)
    assert ask(payment, provider).state is PaymentStatus.AUTHORIZED
    assert {key for name, key in provider.calls if name == "authorize"} == {f"authorize:{payment.pk}"}
    assert len(provider.books) == 1


def test_an_error_then_success_is_one_charge(provider: ScriptedProvider, held_clock: Any) -> None:
    provider.fail("authorize", times=2)
    payment = authorized(provider)
    for _ in range(3):
        held_clock.advance(seconds=1)
        payment = ask(payment, provider)
    assert payment.state is PaymentStatus.AUTHORIZED
    assert len(provider.books) == 1


def test_a_provider_that_is_down_leaves_it_unknown_and_is_no_error(provider: ScriptedProvider, held_clock: Any) -> None:
    provider.fail("authorize")
    payment = authorized(provider)
    for down in (NothingHappened("refused"), None):
        held_clock.advance(seconds=1)
        provider.fail("find_by_key", down)
        assert ask(payment, provider).state is PaymentStatus.UNKNOWN
    assert provider.called("authorize") == 1


def test_a_payment_being_authorised_right_now_is_processing(provider: ScriptedProvider, held_clock: Any) -> None:
    asked = wanted()
    seen: list[PaymentStatus] = []

    class Watching(ScriptedProvider):
        def authorize(self, **call: Any) -> Any:
            payment = processing.payment_get_by_key(idempotency_key=asked.idempotency_key, provider=self)
            seen.append(payment.state)
            return super().authorize(**call)

    watching = Watching()
    processing.payment_authorize(wanted=asked, provider=watching)
    assert seen == [PaymentStatus.PROCESSING]
    assert watching.called("find_by_key") == 0


def test_a_process_killed_between_row_and_answer_is_settled_later(provider: ScriptedProvider, held_clock: Any) -> None:
    class Killed(BaseException):
        pass

    provider.fail("authorize", Killed(), after=True)  # type: ignore[arg-type]  # a kill is no Exception
    asked = wanted()
    with pytest.raises(Killed):
        processing.payment_authorize(wanted=asked, provider=provider)
    assert Payment.objects.get().state is PaymentStatus.PROCESSING
    held_clock.advance(seconds=7)
    assert ask(Payment.objects.get(), provider).state is PaymentStatus.AUTHORIZED
    assert provider.called("authorize") == 1


def test_after_long_enough_without_a_charge_it_counts_as_declined(
    provider: ScriptedProvider, held_clock: Any, published: Callable[[], list[Any]]
) -> None:
    provider.fail("authorize", times=50)
    payment = authorized(provider)
    while payment.state is PaymentStatus.UNKNOWN:
        held_clock.advance(seconds=1)
        payment = ask(payment, provider)
    assert (payment.state, payment.decline_code) == (PaymentStatus.DECLINED, "provider_error")
    assert 10 <= (held_clock.instant - payment.created_at).total_seconds() <= 25
    assert subjects(published()) == ["payment.failed.v1"]
