"""Each failpoint of this service is passed by a checkout, and a process that dies there costs nobody anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from order_service.orders import recovery
from order_service.orders.checkout import Progress
from order_service.orders.domain.saga import SagaState
from order_service.orders.models import Order
from order_service.orders.ports import PaymentState
from order_service.tests.world import Crash, Fault, World
from servicekit.faults.effects import Scripted
from servicekit.testing.clock import HeldClock
from servicekit.testing.faults import Faults

pytestmark = pytest.mark.django_db(transaction=True)

Place = Callable[..., Progress]

FORWARD = (
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
        recovery.recover(world.partners)


@pytest.mark.parametrize("point", FORWARD)
def test_a_process_that_dies_at_a_point_is_continued_and_pays_once(
    place: Place, world: World, held_clock: HeldClock, faults: Faults, point: str
) -> None:
    dying = faults(site="point", where=point, effect="raise", times=1)
    with pytest.raises(Scripted):
        place()
    assert faults.happened(dying) == 1
    recover_fully(world, held_clock)
    order = Order.objects.get()
    payment = world.payment_of(order.pk)
    assert (order.status, order.saga.state) == ("confirmed", SagaState.DONE)
    assert payment is not None
    assert (payment.state, payment.captures) == (PaymentState.CAPTURED, 1)
    assert world.catalog.commits == {order.pk: 1}


def test_a_process_that_dies_before_the_order_is_committed_leaves_no_order(
    place: Place, world: World, faults: Faults
) -> None:
    faults(site="point", where="order.create.before-commit", effect="raise", times=1)
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
