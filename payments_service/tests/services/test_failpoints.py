"""Each failpoint of this service is passed, and a process that dies there takes the money once, or not at all."""

from __future__ import annotations

import pytest

from payments_service.payments import processing, recovery, refunding
from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.models import Payment, Refund
from payments_service.tests.support import ScriptedProvider, captured, wanted
from servicekit.faults.effects import Scripted
from servicekit.money import Money
from servicekit.testing.clock import HeldClock
from servicekit.testing.faults import Faults

pytestmark = pytest.mark.django_db(transaction=True)


def settle(provider: ScriptedProvider, clock: HeldClock) -> None:
    for _ in range(10):
        clock.advance(seconds=20)
        recovery.settle_due(provider)


@pytest.mark.parametrize(
    "point", ["payments.authorize.before-call", "payments.authorize.after-call", "payments.authorize.before-commit"]
)
def test_a_process_that_dies_while_authorizing_leaves_one_hold(
    provider: ScriptedProvider, held_clock: HeldClock, faults: Faults, point: str
) -> None:
    dying = faults(site="point", where=point, effect="raise", times=1)
    with pytest.raises(Scripted):
        processing.payment_authorize(wanted=wanted(), provider=provider)
    assert faults.happened(dying) == 1
    settle(provider, held_clock)
    assert Payment.objects.get().state is PaymentStatus.AUTHORIZED
    assert provider.only().amount == 12_900


@pytest.mark.parametrize("point", ["payments.capture.after-call", "payments.capture.before-commit"])
def test_a_process_that_dies_while_capturing_takes_the_money_once(
    provider: ScriptedProvider, held_clock: HeldClock, faults: Faults, point: str
) -> None:
    dying = faults(site="point", where=point, effect="raise", times=1)
    with pytest.raises(Scripted):
        captured(provider)
    assert faults.happened(dying) == 1
    settle(provider, held_clock)
    payment = Payment.objects.get()
    assert (payment.state, payment.captured, provider.only().captured) == (PaymentStatus.CAPTURED, 12_900, 12_900)


def test_a_process_that_dies_after_a_refund_was_made_records_it_once(
    provider: ScriptedProvider, held_clock: HeldClock, faults: Faults
) -> None:
    payment = captured(provider)
    dying = faults(site="point", where="payments.refund.after-call", effect="raise", times=1)
    money = Money(900, "EUR")
    with pytest.raises(Scripted):
        refunding.payment_refund(idempotency_key="r:1", payment_id=payment.pk, amount=money, provider=provider)
    assert faults.happened(dying) == 1
    settle(provider, held_clock)
    payment.refresh_from_db()
    assert (payment.refunded, payment.refunding, provider.only().refunded) == (900, 0, 900)
    assert Refund.objects.count() == 1
