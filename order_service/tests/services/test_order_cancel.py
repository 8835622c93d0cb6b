"""Cancelling by people: until it is shipped, once, with the money back and the goods on the shelf."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from order_service.orders import recovery
from order_service.orders.checkout import Progress
from order_service.orders.domain.errors import OrderStatusNotAllowed
from order_service.orders.domain.order import OrderStatus
from order_service.orders.domain.saga import SagaState
from order_service.orders.models import Order, Saga
from order_service.orders.ports import PaymentState
from order_service.orders.services import Canceller, order_cancel, order_change_status
from order_service.tests.conftest import ALICE
from order_service.tests.world import Fault, World
from servicekit.errors import NotFound, ValidationFailed
from servicekit.events.event import Envelope
from servicekit.money import Money

pytestmark = pytest.mark.django_db

Published = Callable[[], list[Envelope]]
BUYER = Canceller(ALICE, any_order=False)
STRANGER = Canceller(UUID(int=9), any_order=False)
STAFF = Canceller(UUID(int=9), any_order=True)


def test_a_customer_cancels_and_gets_the_money_back_once(confirmed: Order, world: World, published: Published) -> None:
    order_cancel(order_id=confirmed.pk, by=BUYER)
    confirmed.refresh_from_db()
    assert (confirmed.status, confirmed.cancellation_reason) == ("cancelled", "cancelled_by_customer")
    told = published()[-1]
    assert (told.type, told.data["reason"], told.data["stock_taken"]) == (
        "order.cancelled",
        "cancelled_by_customer",
        True,
    )
    assert Saga.objects.get().state == SagaState.REFUNDING
    recovery.recover(world.partners)
    recovery.recover(world.partners)
    confirmed.refresh_from_db()
    payment = world.payment_of(confirmed.pk)
    assert payment is not None
    assert (confirmed.payment_status, list(payment.refunds.values())) == ("refunded", [confirmed.total])
    assert [one.kind for one in confirmed.timeline.all()][-2:] == ["cancelled", "payment_refunded"]
    assert [step["state"] for step in Saga.objects.get().steps][-2:] == ["refunding", "refunded"]


@pytest.mark.parametrize(("by", "reason"), [(BUYER, "cancelled_by_customer"), (STAFF, "cancelled_by_staff")])
def test_who_asks_is_the_reason(confirmed: Order, by: Canceller, reason: str) -> None:
    assert order_cancel(order_id=confirmed.pk, by=by).cancellation_reason == reason


def test_staff_may_say_that_the_customer_wanted_it(confirmed: Order) -> None:
    cancelled = order_cancel(order_id=confirmed.pk, by=STAFF, reason="cancelled_by_customer")
    assert cancelled.cancellation_reason == "cancelled_by_customer"


def test_a_customer_does_not_cancel_for_the_shop(confirmed: Order, published: Published) -> None:
    before = len(published())
    with pytest.raises(ValidationFailed):
        order_cancel(order_id=confirmed.pk, by=BUYER, reason="cancelled_by_staff")
    confirmed.refresh_from_db()
    assert (confirmed.status, len(published())) == ("confirmed", before)


def test_somebody_elses_order_is_not_there(confirmed: Order, published: Published) -> None:
    before = len(published())
    with pytest.raises(NotFound):
        order_cancel(order_id=confirmed.pk, by=STRANGER)
    confirmed.refresh_from_db()
    assert (confirmed.status, len(published())) == ("confirmed", before)


@pytest.mark.parametrize("path", [["shipped"], ["shipped", "delivered"], ["cancelled"]])
def test_what_has_left_or_is_cancelled_stays_as_it_is(confirmed: Order, published: Published, path: list[str]) -> None:
    for status in path:
        order_change_status(order_id=confirmed.pk, status=OrderStatus(status))
    before = len(published())
    with pytest.raises(OrderStatusNotAllowed) as refusal:
        order_cancel(order_id=confirmed.pk, by=BUYER)
    assert refusal.value.extensions["order_status"] == path[-1]
    assert len(published()) == before


def test_a_checkout_under_way_says_so(world: World, place: Callable[..., Progress]) -> None:
    world.faults.script("capture", Fault.UNANSWERED)
    world.faults.budget = False
    order = place().order
    with pytest.raises(OrderStatusNotAllowed, match="still under way"):
        order_cancel(order_id=order.pk, by=BUYER)
    order.refresh_from_db()
    assert order.status == "pending"


def test_what_staff_had_given_back_before_is_not_given_twice(confirmed: Order, world: World) -> None:
    payment = world.payment_of(confirmed.pk)
    assert payment is not None
    world.payments.refund("by hand", f"pay:{confirmed.pk}:1", Money(400, "EUR"))
    order_cancel(order_id=confirmed.pk, by=BUYER)
    recovery.recover(world.partners)
    assert Saga.objects.get().state == SagaState.REFUNDED
    assert sum(amount.minor_units for amount in payment.refunds.values()) == confirmed.total_minor
    assert payment.state is PaymentState.REFUNDED


def test_an_order_refunded_by_hand_can_still_be_cancelled(confirmed: Order, world: World) -> None:
    world.payments.refund("by hand", f"pay:{confirmed.pk}:1", confirmed.total)
    order_cancel(order_id=confirmed.pk, by=BUYER)
    recovery.recover(world.partners)
    assert Saga.objects.get().state == SagaState.REFUNDED
    payment = world.payment_of(confirmed.pk)
    assert payment is not None
    assert list(payment.refunds) == ["by hand"]
