"""Asking a customer for money, and changing, withdrawing or turning down what was asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from payments_service.payments.domain.errors import CardDataNotAllowed
from payments_service.payments.domain.payment import CaptureMode, PaymentStatus
from payments_service.payments.domain.request import Change, Ending
from payments_service.payments.models import Payment, PaymentShare
from payments_service.payments.services import requests
from payments_service.tests.support import ScriptedProvider, authorized, overdue, paid, requested
from servicekit import clock
from servicekit.errors import IdempotencyKeyReused, InvalidState, PreconditionFailed, ValidationFailed
from servicekit.money import Money

pytestmark = pytest.mark.django_db
ORGANISATION = str(uuid4())


def changed(payment: Payment, **what: Any) -> Payment:
    seen = frozenset({requests.tag(payment)})
    return requests.request_change(payment_id=payment.pk, change=Change(**what), seen=seen)


def kinds(payment: Payment) -> list[str]:
    return list(payment.history.order_by("id").values_list("kind", flat=True))


def test_it_says_who_asks_whom_for_what_and_until_when(held_clock: Any, published: Any) -> None:
    payment = requested(organisation_id=ORGANISATION, days=3, capture=CaptureMode.MANUAL)
    assert (payment.state, payment.amount, payment.capture, payment.order_id) == ("initiated", 4_900, "manual", None)
    assert payment.expires_at is not None
    assert timedelta(days=2, hours=23) < payment.expires_at - clock.now() < timedelta(days=3, hours=1)
    assert list(payment.shares.values_list("organisation_id", "amount")) == [(ORGANISATION, 4_900)]
    [event] = [each for each in published() if each.type == "payment.initiated"]
    assert event.data == {
        "payment_id": str(payment.pk),
        "customer_id": str(payment.customer_id),
        "vendor_id": str(payment.vendor_id),
        "organisation_id": ORGANISATION,
        "amount": 4_900,
        "currency": "EUR",
    }


def test_the_same_key_again_is_the_same_request_and_another_content_is_refused() -> None:
    first = requested(idempotency_key="once")
    assert requested(idempotency_key="once").pk == first.pk
    with pytest.raises(IdempotencyKeyReused):
        requested(idempotency_key="once", amount=Money(1, "EUR"))
    assert (Payment.objects.count(), kinds(first)) == (1, ["initiated"])


def test_card_numbers_are_no_description() -> None:
    with pytest.raises(CardDataNotAllowed):
        requested(description="card 4111 1111 1111 1111")
    with pytest.raises(CardDataNotAllowed):
        Change(description="card 4111 1111 1111 1111")
    assert not Payment.objects.exists()


def test_what_was_seen_can_be_changed_and_its_share_with_it() -> None:
    payment = requested(organisation_id=ORGANISATION)
    later = clock.now() + timedelta(days=30)
    after = changed(payment, amount=Money(4_500, "EUR"), description="Engraving, small", expires_at=later)
    assert (after.amount, after.description, after.expires_at, after.version) == (4_500, "Engraving, small", later, 2)
    assert payment.shares.get().amount == 4_500
    assert kinds(payment) == ["initiated", "changed"]
    with pytest.raises(PreconditionFailed):
        changed(payment, amount=Money(1, "EUR"))


@pytest.mark.parametrize("days", [-1, 91])
def test_the_time_ends_soon_and_not_before_now(days: int) -> None:
    with pytest.raises(ValidationFailed):
        changed(requested(), expires_at=clock.now() + timedelta(days=days))


def test_the_currency_stays() -> None:
    with pytest.raises(ValidationFailed):
        changed(requested(), amount=Money(1, "USD"))


def test_it_is_withdrawn_once() -> None:
    payment = requested()
    for ending in (Ending.WITHDRAWN, Ending.TURNED_DOWN):
        after = requests.request_cancel(payment_id=payment.pk, ending=ending)
        assert (after.state, after.decline_code) == (PaymentStatus.CANCELLED, "withdrawn")
    assert kinds(payment) == ["initiated", "cancelled"]


def test_what_was_paid_is_neither_changed_nor_withdrawn(provider: ScriptedProvider) -> None:
    payment = paid(provider, requested())
    with pytest.raises(InvalidState):
        changed(payment, amount=Money(1, "EUR"))
    with pytest.raises(InvalidState):
        requests.request_cancel(payment_id=payment.pk, ending=Ending.WITHDRAWN)
    payment.refresh_from_db()
    assert (payment.state, payment.amount) == (PaymentStatus.CAPTURED, 4_900)


def test_what_is_overdue_is_not_changed() -> None:
    payment = requested()
    overdue(payment)
    payment.refresh_from_db()
    with pytest.raises(InvalidState):
        changed(payment, amount=Money(1, "EUR"))


def test_what_was_prolonged_does_not_expire() -> None:
    payment = requested()
    assert not requests.request_expire(payment_id=payment.pk)
    payment.refresh_from_db()
    assert payment.state is PaymentStatus.INITIATED


def test_an_order_s_payment_is_its_order_s(provider: ScriptedProvider) -> None:
    payment = authorized(provider)
    with pytest.raises(InvalidState):
        requests.request_cancel(payment_id=payment.pk, ending=Ending.WITHDRAWN)
    with pytest.raises(InvalidState):
        changed(payment, amount=Money(1, "EUR"))


@pytest.mark.parametrize(
    "change",
    [{"order_id": UUID(int=1)}, {"expires_at": None}, {"status": "declined"}, {"status": "pending"}, {"captured": 1}],
)
def test_what_no_request_can_be_the_database_refuses(change: dict[str, Any]) -> None:
    payment = requested()
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(**change)


@pytest.mark.parametrize("change", [{"order_id": None}, {"status": "initiated"}, {"status": "cancelled"}])
def test_what_no_order_s_payment_can_be_the_database_refuses(
    provider: ScriptedProvider, change: dict[str, Any]
) -> None:
    payment = authorized(provider)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(**change)


def test_a_share_never_gives_back_more_than_it_got() -> None:
    payment = requested(organisation_id=ORGANISATION)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentShare.objects.filter(payment=payment).update(refunded=4_901)
