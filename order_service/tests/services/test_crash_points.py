"""kill -9 at every point of a checkout, then recovery: one order, one commit of the stock, one capture."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from order_service.orders import recovery, sagas
from order_service.orders.checkout import Progress
from order_service.orders.domain.saga import SagaState
from order_service.orders.models import Order, Saga
from order_service.orders.ports import PaymentState
from order_service.tests.world import Crash, Fault, World
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db(transaction=True)

Place = Callable[..., Progress]

FORWARD = ["reserve", "authorize", "commit", "capture"]
BACK = ["reserve", "authorize", "release"]


def recover_fully(world: World, clock: HeldClock) -> None:
    for _ in range(20):
        clock.advance(seconds=11)
        recovery.recover(world.partners)


def assert_bought_once(world: World) -> None:
    order = Order.objects.get()
    payment = world.payment_of(order.pk)
    assert (order.status, order.saga.state) == ("confirmed", SagaState.DONE)
    assert payment is not None
    assert (payment.state, payment.captures) == (PaymentState.CAPTURED, 1)
    assert world.catalog.commits == {order.pk: 1}
    assert (world.catalog.on_hand[1], world.catalog.on_hand[2]) == (8, 2)


@pytest.mark.parametrize("fault", [Fault.CRASH_BEFORE, Fault.CRASH_AFTER])
@pytest.mark.parametrize("method", FORWARD)
def test_a_process_that_dies_in_a_call_is_continued_by_the_worker(
    place: Place, world: World, held_clock: HeldClock, method: str, fault: Fault
) -> None:
    world.faults.script(method, fault)
    with pytest.raises(Crash):
        place()
    assert recovery.recover(world.partners) == 0, "the lease of the dead process still holds"
    held_clock.advance(seconds=10)
    assert recovery.recover(world.partners) == 1
    assert_bought_once(world)


@pytest.mark.parametrize("fault", [Fault.CRASH_BEFORE, Fault.CRASH_AFTER])
@pytest.mark.parametrize("method", FORWARD)
def test_the_same_request_sent_again_continues_what_the_dead_process_began(
    place: Place, world: World, held_clock: HeldClock, method: str, fault: Fault
) -> None:
    world.faults.script(method, fault)
    with pytest.raises(Crash):
        place()
    held_clock.advance(seconds=10)
    order = place(earlier=Order.objects.get().pk).order
    assert order.status == "confirmed"
    assert_bought_once(world)


@pytest.mark.parametrize(
    ("move", "apart"), [*((move, False) for move in range(1, 5)), *((move, True) for move in range(1, 7))]
)
def test_a_process_that_dies_after_a_commit_of_its_own_is_continued(
    place: Place, world: World, held_clock: HeldClock, monkeypatch: pytest.MonkeyPatch, move: int, *, apart: bool
) -> None:
    """The moves: reserved and authorizing, authorized and committing, capturing, done; or each of the six `apart`."""
    real, made = sagas.saga_move, 0

    def dying(**given: Any) -> Saga:
        nonlocal made
        saga = real(**(given | {"onward": None} if apart else given))
        made += 1
        if made == move:
            raise Crash
        return saga

    monkeypatch.setattr("order_service.orders.checkout.saga_move", dying)
    with pytest.raises(Crash):
        place()
    monkeypatch.undo()
    monkeypatch.setattr("servicekit.clock.now", held_clock)
    recover_fully(world, held_clock)
    assert_bought_once(world)


@pytest.mark.parametrize("fault", [Fault.CRASH_BEFORE, Fault.CRASH_AFTER])
@pytest.mark.parametrize("method", BACK)
def test_a_process_that_dies_while_giving_up_leaves_nothing_held(
    place: Place, world: World, held_clock: HeldClock, method: str, fault: Fault
) -> None:
    world.faults.script(method, fault)
    with pytest.raises(Crash):
        place(token="tok_decline")
    recover_fully(world, held_clock)
    order = Order.objects.get()
    assert (order.status, order.saga.state) == ("cancelled", SagaState.CANCELLED)
    assert world.untouched()
    assert (world.catalog.free(1), world.catalog.free(2)) == (10, 3)


def test_a_checkout_nobody_continued_for_a_minute_is_undone_before_the_pivot(
    place: Place, world: World, held_clock: HeldClock
) -> None:
    world.faults.script("authorize", Fault.CRASH_AFTER)
    with pytest.raises(Crash):
        place()
    held_clock.advance(seconds=61)
    recover_fully(world, held_clock)
    order = Order.objects.get()
    assert (order.status, order.cancellation_reason) == ("cancelled", "expired")
    assert order.payment_status == "cancelled"
    assert world.untouched()


def test_a_stalled_process_that_pays_after_its_order_was_given_up_has_the_money_let_go(
    place: Place, world: World, held_clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process sleeps between its note and its request for money; a worker gives the order up meanwhile."""
    authorize = world.payments.authorize

    def late(request: Any) -> Any:
        held_clock.advance(seconds=75)
        while recovery.recover(world.partners):
            held_clock.advance(seconds=11)
        assert Saga.objects.get().state == SagaState.CANCELLED
        return authorize(request)

    monkeypatch.setattr(world.payments, "authorize", late)
    progress = place()
    assert progress.order.status == "cancelled"
    held_clock.advance(seconds=1)
    recovery.recover(world.partners)
    assert Saga.objects.get().state == SagaState.CANCELLED
    assert world.untouched()


def test_a_dead_process_cannot_write_after_it_was_replaced(place: Place, world: World, held_clock: HeldClock) -> None:
    world.faults.script("commit", Fault.CRASH_AFTER)
    with pytest.raises(Crash):
        place()
    stale = sagas.read(Order.objects.get().pk)
    held_clock.advance(seconds=10)
    sagas.saga_claim_due(owner="another")
    with pytest.raises(sagas.SagaLost):
        sagas.saga_move(saga=stale, to=SagaState.CAPTURING)
    assert Saga.objects.get().state == SagaState.COMMITTING
    assert Saga.objects.get().lease_until == held_clock() + timedelta(seconds=10)
