from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from payments_service.payments import processing, recovery
from payments_service.payments.domain.payment import ChargeStatus, PaymentStatus
from payments_service.payments.models import LedgerEntry
from payments_service.tests.support import ScriptedProvider, authorized, captured, subjects
from servicekit.errors import DependencyUnavailable, InvalidState, NotFound

pytestmark = pytest.mark.django_db


def test_the_hold_is_let_go_and_no_money_is_entered(
    provider: ScriptedProvider, published: Callable[[], list[Any]]
) -> None:
    payment = processing.payment_void(payment_id=authorized(provider).pk, provider=provider)
    assert payment.state is PaymentStatus.VOIDED
    assert provider.only().charge.status is ChargeStatus.VOIDED
    assert not LedgerEntry.objects.exists()
    assert subjects(published()) == ["payment.authorized.v1"]


def test_voiding_twice_is_the_same_result(provider: ScriptedProvider) -> None:
    payment = authorized(provider)
    for _ in range(2):
        assert processing.payment_void(payment_id=payment.pk, provider=provider).state is PaymentStatus.VOIDED
    assert provider.called("void") == 1


@pytest.mark.parametrize("after", [False, True])
def test_an_unknown_void_is_repeated_until_it_is_known(
    provider: ScriptedProvider, *, after: bool, held_clock: Any
) -> None:
    payment = authorized(provider)
    provider.fail("void", after=after)
    with pytest.raises(DependencyUnavailable):
        processing.payment_void(payment_id=payment.pk, provider=provider)
    held_clock.advance(seconds=2)
    recovery.settle_due(provider)
    payment.refresh_from_db()
    assert payment.state is PaymentStatus.VOIDED


def test_captured_money_is_not_voided(provider: ScriptedProvider) -> None:
    payment = captured(provider)
    with pytest.raises(InvalidState):
        processing.payment_void(payment_id=payment.pk, provider=provider)
    payment.refresh_from_db()
    assert payment.state is PaymentStatus.CAPTURED
    assert provider.called("void") == 0


@pytest.mark.parametrize("unsettled", [True, False])
def test_what_holds_nothing_for_certain_is_not_voided(provider: ScriptedProvider, *, unsettled: bool) -> None:
    if unsettled:
        provider.fail("authorize", after=True)
    payment = authorized(provider, token="tok_success" if unsettled else "tok_decline")
    with pytest.raises(InvalidState):
        processing.payment_void(payment_id=payment.pk, provider=provider)
    assert provider.called("void") == 0


def test_an_unknown_payment_is_not_found(provider: ScriptedProvider) -> None:
    with pytest.raises(NotFound):
        processing.payment_void(payment_id=uuid4(), provider=provider)
