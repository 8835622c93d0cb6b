"""The hold on the stock is prolonged before a payment that starts late; other checkouts pay nothing for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from order_service.orders import recovery
from order_service.orders.checkout import Progress
from order_service.orders.domain import saga as rules
from order_service.orders.domain.saga import SagaState
from order_service.orders.models import Order, Saga
from order_service.orders.ports import PaymentState
from order_service.tests.world import Crash, Fault, World
from servicekit.faults.effects import Scripted
from servicekit.testing.clock import HeldClock
from servicekit.testing.faults import Faults

pytestmark = pytest.mark.django_db(transaction=True)

Place = Callable[..., Progress]
LATE = timedelta(minutes=2)


@pytest.fixture
def late(place: Place, world: World, held_clock: HeldClock, monkeypatch: pytest.MonkeyPatch) -> Order:
    """A checkout with an hour for it, whose process died when it was about to ask for the money, two minutes ago."""
    monkeypatch.setattr(rules, "CHECKOUT_DEADLINE", timedelta(hours=1))
    world.faults.script("authorize", Fault.CRASH_BEFORE)
    with pytest.raises(Crash):
        place()
    held_clock.advance(minutes=LATE.seconds / 60)
    return Order.objects.get()


def recover_fully(world: World, clock: HeldClock) -> None:
    for _ in range(3):
        clock.advance(seconds=11)
        recovery.recover(world.partners)


def assert_bought_once(world: World) -> None:
    order = Order.objects.get()
    payment = world.payment_of(order.pk)
    assert (order.status, order.saga.state) == ("confirmed", SagaState.DONE)
    assert payment is not None
    assert (payment.state, payment.captures) == (PaymentState.CAPTURED, 1)
    assert world.catalog.commits == {order.pk: 1}


def test_a_checkout_does_not_ask_for_it(place: Place, world: World) -> None:
    place()
    assert world.faults.calls == dict.fromkeys(["validate", "reserve", "authorize", "commit", "capture"], 1)


@pytest.mark.parametrize("lines", [1, 20])
def test_a_basket_costs_one_call_a_step_however_long_it_is(place: Place, world: World, lines: int) -> None:
    for product_id in range(100, 100 + lines):
        world.catalog.stock(product_id, units=3, price=100)
    place(*((product_id, 1) for product_id in range(100, 100 + lines)))
    assert set(world.faults.calls.values()) == {1}
    assert_bought_once(world)


def test_a_payment_that_starts_late_asks_first(late: Order, world: World, held_clock: HeldClock) -> None:
    recover_fully(world, held_clock)
    assert (world.faults.calls["extend"], world.catalog.reservations[late.pk].extensions) == (1, 1)
    assert_bought_once(world)


def test_within_the_first_minute_nobody_asks(place: Place, world: World, held_clock: HeldClock) -> None:
    world.faults.script("authorize", Fault.CRASH_BEFORE)
    with pytest.raises(Crash):
        place()
    held_clock.advance(seconds=30)
    recovery.recover(world.partners)
    assert world.faults.calls["extend"] == 0
    assert_bought_once(world)


@pytest.mark.parametrize("fault", [Fault.UNSENT, Fault.LOST, Fault.UNANSWERED])
def test_without_an_answer_the_payment_starts_all_the_same(
    late: Order, world: World, held_clock: HeldClock, fault: Fault
) -> None:
    world.faults.script("extend", fault)
    recover_fully(world, held_clock)
    assert_bought_once(world)


def test_what_is_paid_for_a_hold_that_was_over_is_let_go(late: Order, world: World, held_clock: HeldClock) -> None:
    world.catalog.expire(late.pk)
    recover_fully(world, held_clock)
    payment = world.payment_of(late.pk)
    assert payment is not None
    assert (payment.state, payment.captures) == (PaymentState.VOIDED, 0)
    assert Saga.objects.get().state == SagaState.CANCELLED
    assert world.untouched()


def test_a_process_that_dies_once_it_is_prolonged_pays_once(
    late: Order, world: World, held_clock: HeldClock, faults: Faults
) -> None:
    dying = faults(site="point", where="order.extend.after-call", effect="raise", times=1)
    try:
        recovery.recover(world.partners)
    except Scripted:
        held_clock.advance(seconds=11)
    recover_fully(world, held_clock)
    assert faults.happened(dying) == 1
    assert_bought_once(world)
