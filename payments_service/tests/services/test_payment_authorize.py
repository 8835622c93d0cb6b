from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from payments_service.payments import processing
from payments_service.payments.domain.errors import OrderHasPayment
from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.models import Payment
from payments_service.payments.ports import NothingHappened, OutcomeUnknown
from payments_service.tests.support import ScriptedProvider, authorized, captured, subjects, wanted
from servicekit.errors import DependencyUnavailable, IdempotencyKeyReused
from servicekit.money import Money

pytestmark = pytest.mark.django_db
Published = Callable[[], list[Any]]


def test_an_amount_is_held_and_the_others_are_told(provider: ScriptedProvider, published: Published) -> None:
    payment = authorized(provider)
    assert payment.state is PaymentStatus.AUTHORIZED
    assert (payment.charge_id, payment.next_attempt_at) == (provider.only().charge.id, None)
    (event,) = published()
    assert event.subject == "payment.authorized.v1"
    assert event.data == {
        "payment_id": str(payment.pk),
        "order_id": str(payment.order_id),
        "customer_id": str(payment.customer_id),
        "amount": 12_900,
        "currency": "EUR",
        "vendor_id": "",
    }


def test_the_token_is_forgotten_once_the_outcome_is_known(provider: ScriptedProvider) -> None:
    assert authorized(provider).token == ""
    assert authorized(provider, token="tok_decline").token == ""


def test_a_refusal_is_an_answer(provider: ScriptedProvider, published: Published) -> None:
    payment = authorized(provider, token="tok_decline")
    assert (payment.state, payment.decline_code) == (PaymentStatus.DECLINED, "card_declined")
    assert subjects(published()) == ["payment.failed.v1"]


@pytest.mark.parametrize("token", ["tok_success", "tok_decline"])
def test_the_same_request_again_is_the_first_outcome_and_no_second_charge(
    provider: ScriptedProvider, published: Published, token: str
) -> None:
    asked = wanted(token=token)
    first = processing.payment_authorize(wanted=asked, provider=provider)
    again = processing.payment_authorize(wanted=asked, provider=provider)
    assert (again.pk, again.status) == (first.pk, first.status)
    assert len(provider.calls) == 1
    assert len(published()) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"amount": Money(12_901, "EUR")},
        {"amount": Money(12_900, "USD")},
        {"token": "tok_slow"},
        {"customer_id": uuid4()},
    ],
)
def test_other_content_under_a_used_key_is_refused(provider: ScriptedProvider, change: dict[str, Any]) -> None:
    asked = wanted()
    first = processing.payment_authorize(wanted=asked, provider=provider)
    with pytest.raises(IdempotencyKeyReused):
        processing.payment_authorize(wanted=replace(asked, **change), provider=provider)
    assert len(provider.calls) == 1
    assert Payment.objects.get() == first


def test_a_timeout_is_not_a_failure(provider: ScriptedProvider, published: Published) -> None:
    provider.fail("authorize", after=True)
    payment = authorized(provider)
    assert payment.state is PaymentStatus.UNKNOWN
    assert payment.next_attempt_at is not None
    assert published() == []


def test_when_nothing_left_the_caller_is_told_and_may_send_the_same_key_again(provider: ScriptedProvider) -> None:
    asked = wanted()
    provider.fail("authorize", NothingHappened("refused"))
    with pytest.raises(DependencyUnavailable) as refusal:
        processing.payment_authorize(wanted=asked, provider=provider)
    assert refusal.value.retry_after == 1
    waiting = Payment.objects.get()
    assert (waiting.state, waiting.token, waiting.next_attempt_at) == (PaymentStatus.PENDING, "", None)

    payment = processing.payment_authorize(wanted=asked, provider=provider)
    assert (payment.pk, payment.state) == (waiting.pk, PaymentStatus.AUTHORIZED)


def test_a_request_that_somebody_else_sent_again_is_not_taken_back(provider: ScriptedProvider, held_clock: Any) -> None:
    """The first sender was frozen past its lease; recovery sent the request; then the first learns it never sent."""
    asked = wanted()

    class Frozen(ScriptedProvider):
        def authorize(self, **_: Any) -> Any:
            held_clock.advance(seconds=7)
            provider.fail("authorize")
            processing.payment_get_by_key(idempotency_key=asked.idempotency_key, provider=provider)
            raise NothingHappened("refused")

    with pytest.raises(DependencyUnavailable):
        processing.payment_authorize(wanted=asked, provider=Frozen())
    assert Payment.objects.get().state is PaymentStatus.UNKNOWN


def test_an_order_has_one_payment_under_way_at_most(provider: ScriptedProvider) -> None:
    first = captured(provider)
    with pytest.raises(OrderHasPayment):
        authorized(provider, order_id=first.order_id, idempotency_key="pay:another:2")
    assert Payment.objects.get() == first
    assert provider.called("authorize") == 1


def test_after_a_decline_the_order_may_try_again_under_a_new_key(provider: ScriptedProvider) -> None:
    declined = authorized(provider, token="tok_decline")
    second = authorized(provider, order_id=declined.order_id, idempotency_key=f"pay:{declined.order_id}:2")
    declined.refresh_from_db()
    assert (declined.state, second.state) == (PaymentStatus.DECLINED, PaymentStatus.AUTHORIZED)


def test_a_key_that_waited_cannot_start_beside_another_payment_of_its_order(provider: ScriptedProvider) -> None:
    asked = wanted()
    provider.fail("authorize", NothingHappened("refused"))
    with pytest.raises(DependencyUnavailable):
        processing.payment_authorize(wanted=asked, provider=provider)
    authorized(provider, order_id=asked.order_id, idempotency_key="second")
    with pytest.raises(OrderHasPayment):
        processing.payment_authorize(wanted=asked, provider=provider)
    assert len(provider.books) == 1


def test_an_answer_that_makes_no_sense_is_an_unknown_outcome(provider: ScriptedProvider) -> None:
    provider.fail("authorize", OutcomeUnknown("html"))
    assert authorized(provider).state is PaymentStatus.UNKNOWN
