"""Each failpoint of this service is passed by a checkout, and a process that dies there costs nobody anything."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from order_service.orders import recovery
from order_service.orders.checkout import Progress
from order_service.orders.domain.order import OrderStatus
from order_service.orders.domain.saga import SagaState
from order_service.orders.models import Order, Saga
from order_service.orders.ports import PaymentState
from order_service.orders.sagas import saga_retry
from order_service.orders.services import order_change_status
from order_service.tests.world import Crash, Fault, World
from servicekit.context import deadline_within
from servicekit.events.models import OutboxEvent
from servicekit.faults.effects import Scripted
from servicekit.testing.clock import HeldClock
from servicekit.testing.faults import Faults

pytestmark = pytest.mark.django_db(transaction=True)

Place = Callable[..., Progress]

FORWARD = (
    "order.create.after-commit",
    "order.step.before-call",
    "order.reserve.after-call",
    "order.saga.before-commit",
    "order.saga.after-commit",
    "order.step.after-call",
    "order.authorize.after-call",
    "order.commit.after-call",
    "order.capture.after-call",
)


def recover_fully(world: World, clock: HeldClock) -> None:
    for _ in range(20):
        clock.advance(seconds=11)
        with suppress(Scripted):  # the worker is started again
            recovery.recover(world.partners)


def assert_bought_once(world: World) -> None:
    order = Order.objects.get()
    payment = world.payment_of(order.pk)
    assert (order.status, order.saga.state) == ("confirmed", SagaState.DONE)
    assert payment is not None
    assert (payment.state, payment.captures) == (PaymentState.CAPTURED, 1)
    assert world.catalog.commits == {order.pk: 1}


@pytest.mark.parametrize("point", FORWARD)
def test_a_process_that_dies_at_a_point_is_continued_and_pays_once(
    place: Place, world: World, held_clock: HeldClock, faults: Faults, point: str
) -> None:
    dying = faults(site="point", where=point, effect="raise", times=1)
    with pytest.raises(Scripted):
        place()
    assert faults.happened(dying) == 1
    recover_fully(world, held_clock)
    assert_bought_once(world)


@pytest.mark.parametrize("point", ["order.validate.after-call", "order.create.before-commit"])
def test_a_process_that_dies_before_the_order_is_committed_leaves_no_order(
    place: Place, world: World, faults: Faults, point: str
) -> None:
    faults(site="point", where=point, effect="raise", times=1)
    with pytest.raises(Scripted):
        place()
    assert not Order.objects.exists()
    assert world.untouched()
    assert place().order.status == "confirmed"


def test_a_process_that_dies_between_letting_go_of_money_and_of_stock_lets_go_of_both(
    place: Place, world: World, held_clock: HeldClock, faults: Faults
) -> None:
    dying = faults(site="point", where="order.release.between-calls", effect="raise", times=1)
    world.faults.script("authorize", Fault.CRASH_AFTER)
    with pytest.raises(Crash):
        place()
    held_clock.advance(seconds=61)  # nobody continued it for a minute: it is undone
    recover_fully(world, held_clock)
    assert faults.happened(dying) == 1
    assert Order.objects.get().status == "cancelled"
    assert world.untouched()
    assert (world.catalog.free(1), world.catalog.free(2)) == (10, 3)


@pytest.mark.parametrize(
    "point", ["order.wait.before-commit", "order.claim.before-commit", "order.find-payment.after-call"]
)
def test_a_process_that_dies_while_an_answer_is_waited_for_pays_once(
    place: Place, world: World, held_clock: HeldClock, faults: Faults, point: str
) -> None:
    dying = faults(site="point", where=point, effect="raise", times=1)
    with suppress(Scripted):
        place(token="tok_slow")
    recover_partly(world, held_clock)
    world.payments.settle_slow()
    recover_fully(world, held_clock)
    assert faults.happened(dying) == 1
    assert_bought_once(world)


def recover_partly(world: World, clock: HeldClock) -> None:
    """Within the order's minute."""
    for _ in range(2):
        clock.advance(seconds=11)
        with suppress(Scripted):
            recovery.recover(world.partners)


def test_a_process_that_dies_while_handing_over_is_continued(
    place: Place, world: World, held_clock: HeldClock, faults: Faults
) -> None:
    dying = faults(site="point", where="order.hand-over.before-commit", effect="raise", times=1)
    with pytest.raises(Scripted), deadline_within(0.39):
        place()
    assert faults.happened(dying) == 1
    recover_fully(world, held_clock)
    assert_bought_once(world)


def test_a_process_that_dies_after_giving_stock_back_gives_it_back_once(
    place: Place, world: World, held_clock: HeldClock, faults: Faults
) -> None:
    dying = faults(site="point", where="order.release.after-call", effect="raise", times=1)
    with pytest.raises(Scripted):
        place(token="tok_decline")
    recover_fully(world, held_clock)
    assert faults.happened(dying) == 1
    assert Order.objects.get().cancellation_reason == "payment_declined"
    assert world.untouched()
    assert (world.catalog.free(1), world.catalog.free(2)) == (10, 3)


def test_a_process_that_dies_while_cancelling_has_cancelled_nothing(
    confirmed: Order, world: World, faults: Faults
) -> None:
    faults(site="point", where="order.status.before-commit", effect="raise", times=1)
    with pytest.raises(Scripted):
        order_change_status(order_id=confirmed.pk, status=OrderStatus.CANCELLED)
    confirmed.refresh_from_db()
    assert (confirmed.status, confirmed.saga.state) == ("confirmed", SagaState.DONE)
    assert not OutboxEvent.objects.filter(type="order.cancelled").exists()
    order_change_status(order_id=confirmed.pk, status=OrderStatus.CANCELLED)
    assert OutboxEvent.objects.filter(type="order.cancelled").count() == 1


def test_a_process_that_dies_after_a_refund_refunds_once(
    confirmed: Order, world: World, held_clock: HeldClock, faults: Faults
) -> None:
    dying = faults(site="point", where="order.refund.after-call", effect="raise", times=1)
    order_change_status(order_id=confirmed.pk, status=OrderStatus.CANCELLED)
    recover_fully(world, held_clock)
    assert faults.happened(dying) == 1
    confirmed.refresh_from_db()
    payment = world.payment_of(confirmed.pk)
    assert payment is not None
    assert (confirmed.payment_status, list(payment.refunds.values())) == ("refunded", [confirmed.total])


def test_a_process_that_dies_while_ending_a_pause_leaves_the_pause(
    place: Place, world: World, held_clock: HeldClock, faults: Faults
) -> None:
    world.faults.down("capture")
    order = place().order
    before = Saga.objects.get()
    faults(site="point", where="order.retry.before-commit", effect="raise", times=1)
    with pytest.raises(Scripted):
        saga_retry(order_id=order.pk)
    after = Saga.objects.get()
    assert (after.next_attempt_at, after.steps) == (before.next_attempt_at, before.steps)
    world.faults.heal()
    saga_retry(order_id=order.pk)
    recover_fully(world, held_clock)
    assert_bought_once(world)


def test_a_process_that_dies_while_reopening_what_was_given_up_has_charged_nothing(
    place: Place, world: World, held_clock: HeldClock, faults: Faults
) -> None:
    """Two accidents in one: it slept past its end before it asked for money, which its deadline forbids, and died
    before it could say so. Then the hold ends by itself at the provider; goods and books are untouched.
    """
    authorize = world.payments.authorize

    def late(request: Any) -> Any:
        held_clock.advance(seconds=75)
        while recovery.recover(world.partners):
            held_clock.advance(seconds=11)
        return authorize(request)

    world.payments.authorize = late  # type: ignore[method-assign]  # this call alone arrives late
    dying = faults(site="point", where="order.reopen.before-commit", effect="raise", times=1)
    with pytest.raises(Scripted):
        place()
    assert faults.happened(dying) == 1
    order = Order.objects.get()
    assert (order.status, order.saga.state) == ("cancelled", SagaState.CANCELLED)
    assert (world.catalog.free(1), world.catalog.commits) == (10, {})
    payment = world.payment_of(order.pk)
    assert payment is not None
    assert payment.captures == 0
