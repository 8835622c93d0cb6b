"""The saga through services and database, against partners in memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import UUID

import pytest

from order_service.orders.checkout import Progress, drive
from order_service.orders.domain.saga import SagaState
from order_service.orders.models import Order, Saga
from order_service.orders.ports import PaymentState
from order_service.orders.sagas import saga_claim
from order_service.orders.services import NewOrder
from order_service.orders.verdict import refusal
from order_service.tests.world import ATELIER, Crash, Fault, World
from servicekit.context import deadline_within
from servicekit.errors import DeadlineExceeded, DependencyUnavailable, Forbidden, IdempotencyInProgress
from servicekit.events.event import Envelope
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db

Place = Callable[..., Progress]
Published = Callable[[], list[Envelope]]


def types(published: Published) -> list[str]:
    return [envelope.type for envelope in published()]


def test_a_purchase_takes_the_stock_and_the_money_once(place: Place, world: World, published: Published) -> None:
    order = place((1, 2), (2, 1)).order
    assert order.status == "confirmed"
    assert order.total.minor_units == 2 * 1250 + 9900
    assert order.payment_status == "completed"
    assert (world.catalog.on_hand[1], world.catalog.on_hand[2]) == (8, 2)
    payment = world.payment_of(order.pk)
    assert payment is not None
    assert (payment.state, payment.captures) == (PaymentState.CAPTURED, 1)
    assert payment.request.amount == order.total
    assert types(published) == ["order.placed", "order.confirmed"]
    assert published()[1].data["lines"] == [
        {"product_id": 1, "quantity": 2, "amount": 2500, "organisation_id": str(ATELIER)},
        {"product_id": 2, "quantity": 1, "amount": 9900, "organisation_id": ""},
    ]
    assert [milestone.kind for milestone in order.timeline.all()] == ["placed", "payment_authorized", "confirmed"]


def test_the_lines_keep_what_the_catalogue_said_when_the_stock_was_held(place: Place, world: World) -> None:
    order = place((1, 2)).order
    world.catalog.stock(1, units=5, price=99999, name="Dearer lamp")
    [line] = order.lines.all()
    assert (line.name, line.unit_price.decimal(), line.image_url) == ("Lamp", "12.50", "/media/products/1.webp")


def test_the_payment_token_is_forgotten_once_it_was_used(place: Place) -> None:
    saga = place().saga
    assert (saga.state, saga.payment_token) == (SagaState.DONE, "")


def test_numbers_are_given_to_placed_orders_only(place: Place) -> None:
    first = place((1, 1)).order
    place((2, 99))
    second = place((1, 1)).order
    assert (second.number or 0) == (first.number or 0) + 1
    assert second.label == f"SM-{second.number:06d}"


def test_too_little_stock_is_told_by_line_and_nothing_happens(place: Place, world: World, published: Published) -> None:
    progress = place((1, 1), (2, 4))
    told = refusal(progress)
    assert told is not None
    assert told.code == "out-of-stock"
    assert told.extensions["lines"] == [{"product_id": 2, "requested": 4, "available": 3}]
    assert [error.pointer for error in told.errors] == ["/items/1/quantity"]
    assert world.untouched()
    assert world.faults.calls["authorize"] == 0
    assert published() == []


def test_a_product_that_is_not_sold_is_told_by_line(place: Place, world: World) -> None:
    told = refusal(place((1, 1), (77, 1)))
    assert told is not None
    assert told.code == "product-unavailable"
    assert [error.pointer for error in told.errors] == ["/items/1/product_id"]
    assert world.untouched()


@pytest.mark.parametrize(
    ("token", "code"), [("tok_decline", "card_declined"), ("tok_insufficient_funds", "insufficient_funds")]
)
def test_a_declined_payment_gives_the_stock_back(
    place: Place, world: World, published: Published, token: str, code: str
) -> None:
    progress = place(token=token)
    told = refusal(progress)
    assert told is not None
    assert (told.code, told.extensions) == (
        "payment-declined",
        {"order_id": str(progress.order.pk), "decline_code": code},
    )
    assert (progress.order.status, progress.order.payment_status) == ("cancelled", "failed")
    assert progress.saga.state == SagaState.CANCELLED
    assert world.untouched()
    assert world.catalog.free(1) == 10
    assert types(published) == ["order.placed", "order.cancelled"]


def test_a_disabled_account_buys_nothing(place: Place, world: World, new_order: Callable[..., NewOrder]) -> None:
    world.users.disabled.add(new_order().customer_id)
    with pytest.raises(Forbidden):
        place()
    assert not Order.objects.exists()
    assert world.untouched()


def test_without_the_user_service_nothing_is_begun(place: Place, world: World) -> None:
    world.faults.down("validate")
    with pytest.raises(DependencyUnavailable):
        place()
    assert not Order.objects.exists()


@pytest.mark.parametrize("fault", [Fault.UNSENT, Fault.LOST, Fault.UNANSWERED])
def test_a_catalogue_that_fails_costs_the_order_and_leaves_nothing_reserved(
    place: Place, world: World, published: Published, fault: Fault
) -> None:
    world.faults.script("reserve", fault)
    world.faults.budget = False
    progress = place()
    told = refusal(progress)
    assert isinstance(told, DependencyUnavailable | DeadlineExceeded)
    assert progress.saga.state == SagaState.CANCELLED
    assert world.untouched()
    assert published() == []


def test_a_catalogue_that_was_never_asked_is_not_asked_to_release(place: Place, world: World) -> None:
    world.faults.down("reserve", "release")
    progress = place()
    assert isinstance(refusal(progress), DependencyUnavailable)
    assert (progress.saga.state, progress.order.cancellation_reason) == (SagaState.CANCELLED, "unavailable")
    assert world.faults.calls["release"] == 0
    world.faults.heal()
    assert place(earlier=progress.order.pk).order.status == "confirmed"


def test_whoever_took_a_checkout_over_releases_what_the_one_before_may_have_reserved(
    place: Place, world: World, held_clock: HeldClock
) -> None:
    world.faults.script("reserve", Fault.CRASH_AFTER, Fault.UNSENT)
    with pytest.raises(Crash):
        place()
    held_clock.advance(seconds=11)
    order = Order.objects.get()
    progress = place(earlier=order.pk)
    assert isinstance(refusal(progress), DependencyUnavailable)
    assert progress.saga.state == SagaState.CANCELLED
    assert world.faults.calls["release"] == 1
    assert world.untouched()


def test_a_dead_catalogue_is_asked_to_release_later(place: Place, world: World) -> None:
    world.faults.down("reserve", "release", fault=Fault.LOST)
    progress = place()
    assert (progress.saga.state, progress.order.status) == (SagaState.RELEASING, "cancelled")
    assert progress.saga.next_attempt_at is not None
    assert world.faults.calls["authorize"] == 0


def test_a_payment_service_that_cannot_be_reached_gives_the_stock_back_at_once(place: Place, world: World) -> None:
    world.faults.down("authorize")
    progress = place()
    assert isinstance(refusal(progress), DependencyUnavailable)
    assert progress.saga.state == SagaState.CANCELLED
    assert world.untouched()


def test_after_try_again_later_the_same_request_begins_anew(place: Place, world: World) -> None:
    world.faults.script("authorize", Fault.UNSENT)
    failed = place().order
    order = place(earlier=failed.pk).order
    assert order.pk != failed.pk
    assert order.status == "confirmed"
    assert world.payment_of(failed.pk) is None


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.UNANSWERED])
def test_an_unknown_payment_is_asked_about_and_never_guessed(place: Place, world: World, fault: Fault) -> None:
    world.faults.script("authorize", fault)
    world.faults.down("find_by_key")
    progress = place()
    assert refusal(progress) is None
    assert (progress.saga.state, progress.order.status) == (SagaState.PAYMENT_UNKNOWN, "pending")
    assert world.catalog.free(1) == 8


def test_an_answer_that_got_lost_is_found_by_its_key(place: Place, world: World) -> None:
    world.faults.script("authorize", Fault.UNANSWERED)
    order = place().order
    assert order.status == "confirmed"
    assert world.faults.calls["authorize"] == 1


def test_a_slow_payment_leaves_the_order_pending(place: Place, world: World) -> None:
    progress = place(token="tok_slow")
    assert (progress.saga.state, progress.order.status) == (SagaState.PAYMENT_UNKNOWN, "pending")
    assert progress.saga.payment_token == "tok_slow"


@pytest.mark.parametrize("method", ["commit", "capture"])
def test_after_the_pivot_a_failure_only_delays(place: Place, world: World, method: str) -> None:
    world.faults.script(method, Fault.UNANSWERED)
    world.faults.budget = False
    progress = place()
    assert refusal(progress) is None
    assert progress.order.status == "pending"
    assert progress.saga.attempt == 1


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.UNANSWERED])
@pytest.mark.parametrize("method", ["reserve", "commit", "capture"])
def test_an_answer_that_got_lost_is_asked_for_by_its_key_while_the_customer_waits(
    place: Place, world: World, method: str, fault: Fault
) -> None:
    world.faults.script(method, fault)
    order = place().order
    assert order.status == "confirmed"
    assert world.catalog.commits == {order.pk: 1}
    assert world.catalog.free(1) == 8
    payment = world.payment_of(order.pk)
    assert payment is not None
    assert (payment.state, payment.captures) == (PaymentState.CAPTURED, 1)
    # Money that was taken is only asked about, not asked for.
    asked_for_again = 1 if (method, fault) == ("capture", Fault.UNANSWERED) else 2
    assert world.faults.calls[method] == asked_for_again


def test_it_is_asked_for_once_and_then_left_to_the_worker(place: Place, world: World) -> None:
    world.faults.script("commit", Fault.LOST, Fault.LOST)
    progress = place()
    assert (progress.saga.state, progress.order.status) == (SagaState.COMMITTING, "pending")
    assert world.faults.calls["commit"] == 2


def test_a_repeat_that_did_not_go_out_leaves_open_what_the_first_request_did(place: Place, world: World) -> None:
    world.faults.script("commit", Fault.UNANSWERED, Fault.UNSENT)
    progress = place()
    assert (progress.saga.state, progress.saga.last_error) == (SagaState.COMMITTING, "deadline-exceeded")
    assert refusal(progress) is None


def test_the_worker_does_not_repeat_at_once(place: Place, world: World) -> None:
    """It has all the time there is, and a pause between attempts that grows."""
    world.faults.script("capture", Fault.CRASH_BEFORE)
    with pytest.raises(Crash):
        place()
    saga = Saga.objects.get()
    Saga.objects.update(lease_until=None)
    claimed = saga_claim(order_id=saga.pk, owner="worker")
    assert claimed is not None
    world.faults.script("capture", Fault.LOST)
    assert drive(claimed, world.partners).saga.attempt == 1
    assert world.faults.calls["capture"] == 2


def test_without_time_left_a_lost_answer_is_left_to_the_worker(
    place: Place, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.faults.script("commit", Fault.UNANSWERED)
    commit = world.catalog.commit

    def slow(reservation_id: UUID) -> None:
        try:
            commit(reservation_id)
        finally:
            time.sleep(0.2)

    monkeypatch.setattr(world.catalog, "commit", slow)
    with deadline_within(0.55):
        progress = place()
    assert (progress.saga.state, world.faults.calls["commit"]) == (SagaState.COMMITTING, 1)


def test_a_hold_that_ran_out_lets_the_money_go(place: Place, world: World) -> None:
    world.faults.script("authorize", Fault.UNANSWERED)
    world.faults.script("find_by_key", Fault.LOST)
    order_id = place().order.pk
    world.catalog.expire(order_id)
    progress = place(earlier=order_id)
    told = refusal(progress)
    assert told is not None
    assert told.code == "order-expired"
    assert progress.order.payment_status == "cancelled"
    assert world.untouched()


def test_an_answer_that_makes_no_sense_is_no_answer(
    place: Place, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserve = world.catalog.reserve
    monkeypatch.setattr(world.catalog, "reserve", lambda *args: reserve(*args)[:0])
    progress = place()
    assert isinstance(refusal(progress), DependencyUnavailable)
    assert world.untouched()


def test_an_order_that_a_worker_is_at_is_told_about_and_left_to_it(place: Place, world: World) -> None:
    world.faults.script("capture", Fault.UNANSWERED)
    world.faults.budget = False
    order_id = place().order.pk
    theirs = saga_claim(order_id=order_id, owner="worker")
    assert theirs is not None
    before = dict(world.faults.calls)
    again = place(earlier=order_id)
    assert again.order.status == "pending"
    assert dict(world.faults.calls) == before
    after = Saga.objects.get()
    assert (after.lease_owner, after.fence, after.state) == ("worker", theirs.fence, SagaState.CAPTURING)


def test_an_attempt_that_a_worker_is_at_is_to_be_asked_for_again(place: Place, world: World) -> None:
    world.faults.script("reserve", Fault.CRASH_BEFORE)
    with pytest.raises(Crash):
        place()
    before = dict(world.faults.calls)
    with pytest.raises(IdempotencyInProgress):
        place(earlier=Order.objects.get().pk)
    assert dict(world.faults.calls) == before
    assert Saga.objects.get().state == SagaState.RESERVING


def test_a_finished_order_is_not_driven_again(place: Place, world: World, confirmed: Order) -> None:
    before = dict(world.faults.calls)
    again = place(earlier=UUID(str(confirmed.pk)))
    assert again.order.pk == confirmed.pk
    assert again.order.status == "confirmed"
    assert dict(world.faults.calls) == before
    assert Saga.objects.count() == 1
