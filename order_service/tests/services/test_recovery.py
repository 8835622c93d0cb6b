from __future__ import annotations

from collections.abc import Callable

import pytest
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from order_service.orders import recovery
from order_service.orders.checkout import Progress
from order_service.orders.domain.order import OrderStatus
from order_service.orders.domain.saga import TERMINAL, SagaState
from order_service.orders.models import Order, Saga
from order_service.orders.ports import Payment, PaymentState
from order_service.orders.services import order_change_status
from order_service.tests.world import Fault, World
from servicekit import context
from servicekit.events.models import OutboxEvent
from servicekit.ids import uuid7
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db

Place = Callable[..., Progress]


def recover_for(seconds: float, world: World, clock: HeldClock) -> None:
    until = clock().timestamp() + seconds
    while clock().timestamp() < until:
        recovery.recover(world.partners)
        clock.advance(seconds=1)


def test_nothing_to_do_is_nothing_done(world: World) -> None:
    assert recovery.recover(world.partners) == 0


def test_a_slow_payment_that_succeeds_confirms_the_order(place: Place, world: World, held_clock: HeldClock) -> None:
    place(token="tok_slow")
    recover_for(5, world, held_clock)
    assert Order.objects.get().status == "pending"
    world.payments.settle_slow()
    recover_for(12, world, held_clock)
    assert Order.objects.get().status == "confirmed"
    assert world.faults.calls["authorize"] == 1


def test_a_payment_service_away_for_an_hour_is_asked_until_it_is_back(
    place: Place, world: World, held_clock: HeldClock
) -> None:
    """The outcome is unknown, so neither the minute nor the hour cancels: the money may be held."""
    world.faults.script("authorize", Fault.UNANSWERED)
    world.faults.down("find_by_key", "void")
    order = place().order
    for _ in range(60):
        recovery.recover(world.partners)
        held_clock.advance(minutes=1)
    assert Saga.objects.get().state == SagaState.PAYMENT_UNKNOWN
    world.faults.heal()
    recover_for(30, world, held_clock)
    order.refresh_from_db()
    assert (order.status, order.cancellation_reason, order.payment_status) == ("cancelled", "expired", "cancelled")
    payment = world.payment_of(order.pk)
    assert payment is not None
    assert payment.state is PaymentState.VOIDED
    assert world.untouched()


def test_a_payment_that_never_arrived_is_asked_for_again(place: Place, world: World, held_clock: HeldClock) -> None:
    world.faults.script("authorize", Fault.LOST)
    assert place().saga.state == SagaState.AUTHORIZING
    recover_for(2, world, held_clock)
    assert Order.objects.get().status == "confirmed"


def test_after_the_pivot_it_goes_on_for_as_long_as_it_takes(place: Place, world: World, held_clock: HeldClock) -> None:
    world.faults.down("capture", fault=Fault.UNANSWERED)
    world.faults.budget = False
    order_id = place().order.pk
    for _ in range(30):
        recovery.recover(world.partners)
        held_clock.advance(minutes=10)
    assert Saga.objects.get().state == SagaState.CAPTURING
    world.faults.heal()
    recover_for(1, world, held_clock)
    payment = world.payment_of(order_id)
    assert Order.objects.get().status == "confirmed"
    assert payment is not None
    assert payment.captures == 1


def test_failures_are_spaced_out_and_counted(place: Place, world: World, held_clock: HeldClock) -> None:
    world.faults.down("capture")
    place()
    recover_for(60, world, held_clock)
    saga = Saga.objects.get()
    assert 5 < saga.attempt < 40
    assert saga.last_error == "never sent"
    assert saga.next_attempt_at is not None
    assert (saga.next_attempt_at - held_clock()).total_seconds() <= 10


def test_one_saga_that_trips_over_a_defect_does_not_stop_the_others(
    place: Place, world: World, held_clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.faults.down("capture")
    broken, sound = place((1, 1)).order, place((1, 1)).order
    world.faults.heal()
    capture = world.payments.capture

    def tripping(payment_id: str) -> object:
        if str(broken.pk) in payment_id:
            raise RuntimeError("a defect")
        return capture(payment_id)

    monkeypatch.setattr(world.payments, "capture", tripping)
    recover_for(12, world, held_clock)
    assert Order.objects.get(pk=sound.pk).status == "confirmed"
    assert Order.objects.get(pk=broken.pk).status == "pending"


def test_a_request_that_did_not_go_out_says_nothing_about_the_one_before_it(
    place: Place, world: World, held_clock: HeldClock
) -> None:
    """The first request may have arrived, so the second's failure must not be taken for "nothing was asked"."""
    world.faults.script("authorize", Fault.LOST)
    assert place().saga.state == SagaState.AUTHORIZING
    world.faults.down("authorize", "find_by_key")
    recover_for(5, world, held_clock)
    assert Saga.objects.get().state == SagaState.PAYMENT_UNKNOWN
    assert Order.objects.get().status == "pending"


def test_a_payment_that_never_arrives_ends_the_order_once_that_is_sure(
    place: Place, world: World, held_clock: HeldClock
) -> None:
    world.faults.down("authorize", fault=Fault.LOST)
    place()
    recover_for(59, world, held_clock)
    assert Order.objects.get().status == "pending"
    recover_for(30, world, held_clock)
    order = Order.objects.get()
    assert (order.status, order.cancellation_reason) == ("cancelled", "expired")
    assert world.untouched()


def test_never_heard_of_it_is_believed_ten_seconds_after_the_last_request_not_the_first(
    place: Place, world: World, held_clock: HeldClock
) -> None:
    world.faults.down("authorize", fault=Fault.LOST)
    place()
    recover_for(58, world, held_clock)
    assert world.faults.calls["authorize"] > 1
    recover_for(7, world, held_clock)
    assert Saga.objects.get().state == SagaState.PAYMENT_UNKNOWN, "the last request may still be under way"
    recover_for(20, world, held_clock)
    assert Order.objects.get().status == "cancelled"


def test_a_refund_that_is_refused_for_minutes_is_called_stuck(
    confirmed: Order, world: World, held_clock: HeldClock
) -> None:
    order_change_status(order_id=confirmed.pk, status=OrderStatus.CANCELLED)
    world.faults.down("refund")
    with capture_logs() as lines:
        recover_for(60, world, held_clock)
        assert "saga.stuck" not in {line["event"] for line in lines}
        recover_for(400, world, held_clock)
    assert "saga.stuck" in {line["event"] for line in lines}
    assert Saga.objects.get().state == SagaState.REFUNDING


def test_a_worker_that_gets_no_answer_asks_by_key_at_once(place: Place, world: World, held_clock: HeldClock) -> None:
    world.faults.script("authorize", Fault.LOST, Fault.UNANSWERED)
    place()
    held_clock.advance(seconds=1)
    recovery.recover(world.partners)
    assert Order.objects.get().status == "confirmed"


def test_what_recovery_does_belongs_to_the_request_that_began_it(
    place: Place, world: World, held_clock: HeldClock
) -> None:
    request_id = str(uuid7())
    with context.request_scope(request_id):
        began = context.traceparent()
        place(token="tok_slow")
    world.payments.settle_slow()
    recover_for(12, world, held_clock)
    confirmed = OutboxEvent.objects.get(type="order.confirmed")
    assert (confirmed.trace, confirmed.traceparent) == (request_id, began)


def test_what_was_accepted_is_finished_before_what_is_only_wanted(
    place: Place, world: World, held_clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When there is too much to do, calls that are not critical are refused first."""
    place(token="tok_slow")
    world.payments.settle_slow()
    find = world.payments.find_by_key
    asked_as: set[str] = set()

    def found(key: str) -> Payment | None:
        asked_as.add(context.priority())
        return find(key)

    monkeypatch.setattr(world.payments, "find_by_key", found)
    recover_for(12, world, held_clock)
    assert asked_as == {"critical"}
    assert context.priority() == "normal"


def test_unfinished_sagas_are_counted_by_state(place: Place, world: World, held_clock: HeldClock) -> None:
    def waiting() -> dict[str, float]:
        states = [state.value for state in SagaState if state not in TERMINAL]
        counts = {state: REGISTRY.get_sample_value("order_sagas_open", {"state": state}) for state in states}
        return {state: count for state, count in counts.items() if count}

    place(token="tok_slow")
    recovery.recover(world.partners)
    assert waiting() == {"payment_unknown": 1}
    world.payments.settle_slow()
    recover_for(12, world, held_clock)
    assert waiting() == {}
