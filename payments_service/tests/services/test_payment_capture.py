from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from payments_service.payments import processing, recovery
from payments_service.payments.domain.payment import ChargeStatus, PaymentStatus
from payments_service.payments.models import LedgerEntry
from payments_service.payments.ports import NothingHappened, OutcomeUnknown
from payments_service.tests.support import ScriptedProvider, authorized, captured, ledger_of, subjects
from servicekit.errors import DependencyUnavailable, InvalidState, NotFound

pytestmark = pytest.mark.django_db
ENTRIES = [("capture", "provider", 12_900), ("capture", "sales", -12_900)]


def test_the_held_amount_is_taken_and_entered(provider: ScriptedProvider, published: Callable[[], list[Any]]) -> None:
    payment = captured(provider)
    assert (payment.state, payment.captured) == (PaymentStatus.CAPTURED, 12_900)
    assert provider.only().captured == 12_900
    assert ledger_of(payment) == ENTRIES
    assert subjects(published()) == ["payment.authorized.v1", "payment.captured.v1"]
    assert published()[-1].data["amount"] == 12_900


def test_capturing_twice_is_the_same_result_and_one_transaction(
    provider: ScriptedProvider, published: Callable[[], list[Any]]
) -> None:
    payment = captured(provider)
    again = processing.payment_capture(payment_id=payment.pk, provider=provider)
    assert (again.state, again.captured) == (PaymentStatus.CAPTURED, 12_900)
    assert provider.called("capture") == 1
    assert ledger_of(payment) == ENTRIES
    assert len(published()) == 2


@pytest.mark.parametrize("error", [OutcomeUnknown("timeout"), NothingHappened("refused")])
@pytest.mark.parametrize("after", [False, True])
def test_an_unknown_capture_is_repeated_forward(
    provider: ScriptedProvider, error: Exception, *, after: bool, published: Callable[[], list[Any]]
) -> None:
    payment = authorized(provider)
    provider.fail("capture", error, after=after)
    with pytest.raises(DependencyUnavailable):
        processing.payment_capture(payment_id=payment.pk, provider=provider)
    payment.refresh_from_db()
    assert (payment.state, payment.captured) == (PaymentStatus.CAPTURING, 0)
    assert ledger_of(payment) == []

    payment = processing.payment_capture(payment_id=payment.pk, provider=provider)
    assert payment.state is PaymentStatus.CAPTURED
    assert ledger_of(payment) == ENTRIES
    assert subjects(published()).count("payment.captured.v1") == 1


def test_a_capture_nobody_repeats_is_finished_in_the_background(provider: ScriptedProvider, held_clock: Any) -> None:
    payment = authorized(provider)
    provider.fail("capture", times=2)
    with pytest.raises(DependencyUnavailable):
        processing.payment_capture(payment_id=payment.pk, provider=provider)
    for _ in range(2):
        held_clock.advance(seconds=2)
        assert recovery.settle_due(provider) == 1
    payment.refresh_from_db()
    assert payment.state is PaymentStatus.CAPTURED
    assert ledger_of(payment) == ENTRIES
    held_clock.advance(hours=1)
    assert recovery.settle_due(provider) == 0


def test_once_a_capture_has_begun_it_cannot_be_voided(provider: ScriptedProvider) -> None:
    payment = authorized(provider)
    provider.fail("capture")
    with pytest.raises(DependencyUnavailable):
        processing.payment_capture(payment_id=payment.pk, provider=provider)
    with pytest.raises(InvalidState):
        processing.payment_void(payment_id=payment.pk, provider=provider)
    assert provider.called("void") == 0


def test_capture_after_void_is_refused(provider: ScriptedProvider) -> None:
    payment = authorized(provider)
    processing.payment_void(payment_id=payment.pk, provider=provider)
    with pytest.raises(InvalidState) as refusal:
        processing.payment_capture(payment_id=payment.pk, provider=provider)
    assert refusal.value.extensions == {"payment_status": "voided"}
    assert provider.called("capture") == 0
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize("trouble", [{"token": "tok_decline"}, {}])
def test_what_is_not_authorized_is_not_captured(provider: ScriptedProvider, trouble: dict[str, str]) -> None:
    if not trouble:
        provider.fail("authorize")
    payment = authorized(provider, **trouble)
    with pytest.raises(InvalidState):
        processing.payment_capture(payment_id=payment.pk, provider=provider)
    assert provider.called("capture") == 0


def test_a_hold_that_ran_out_at_the_provider_ends_as_voided_and_takes_nothing(
    provider: ScriptedProvider, published: Callable[[], list[Any]]
) -> None:
    payment = authorized(provider)
    held = provider.only()
    held.charge = replace(held.charge, status=ChargeStatus.VOIDED)
    with pytest.raises(InvalidState):
        processing.payment_capture(payment_id=payment.pk, provider=provider)
    payment.refresh_from_db()
    assert (payment.state, payment.captured, payment.decline_code) == (PaymentStatus.VOIDED, 0, "hold_expired")
    assert ledger_of(payment) == []
    assert subjects(published())[-1] == "payment.failed.v1"


def test_an_unknown_payment_is_not_found(provider: ScriptedProvider) -> None:
    with pytest.raises(NotFound):
        processing.payment_capture(payment_id=uuid4(), provider=provider)
