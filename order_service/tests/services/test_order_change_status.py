from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from order_service.orders import recovery
from order_service.orders.checkout import Progress
from order_service.orders.domain.errors import OrderStatusNotAllowed
from order_service.orders.domain.order import OrderStatus
from order_service.orders.domain.saga import SagaState
from order_service.orders.models import Order, Saga
from order_service.orders.services import order_change_status
from order_service.tests.world import Fault, World
from servicekit import clock
from servicekit.errors import NotFound
from servicekit.events.event import Envelope

pytestmark = pytest.mark.django_db

Published = Callable[[], list[Envelope]]


def move(order: Order, *path: OrderStatus) -> None:
    for status in path:
        order_change_status(order_id=order.pk, status=status)
    order.refresh_from_db()


def test_an_order_travels_to_its_customer(confirmed: Order, published: Published) -> None:
    move(confirmed, OrderStatus.PROCESSING, OrderStatus.SHIPPED, OrderStatus.DELIVERED)
    assert confirmed.status == "delivered"
    assert [event.type for event in published()][-2:] == ["order.shipped", "order.delivered"]
    assert [event.type for event in published()][-3] == "order.processing"
    assert [one.kind for one in confirmed.timeline.all()][-3:] == ["processing", "shipped", "delivered"]


def test_the_audit_log_is_told_of_each_step(confirmed: Order, recorded: Published) -> None:
    move(confirmed, OrderStatus.PROCESSING, OrderStatus.SHIPPED)
    told = [(one.data["action"], one.data["resource_id"], one.data["details"]) for one in recorded()]
    assert told == [
        ("order.status_changed", str(confirmed.pk), {"before": "confirmed", "after": "processing"}),
        ("order.status_changed", str(confirmed.pk), {"before": "processing", "after": "shipped"}),
    ]


def test_a_shipped_order_is_left_alone(confirmed: Order, published: Published) -> None:
    move(confirmed, OrderStatus.SHIPPED)
    before = len(published())
    with pytest.raises(OrderStatusNotAllowed):
        move(confirmed, OrderStatus.CANCELLED)
    confirmed.refresh_from_db()
    assert (confirmed.status, confirmed.cancellation_reason) == ("shipped", "")
    assert len(published()) == before
    assert Saga.objects.get().state == SagaState.DONE


def test_a_cancelled_order_is_paid_back_once(confirmed: Order, world: World, published: Published) -> None:
    move(confirmed, OrderStatus.CANCELLED)
    assert (confirmed.status, confirmed.cancellation_reason) == ("cancelled", "cancelled_by_staff")
    assert published()[-1].data["stock_taken"] is True
    recovery.recover(world.partners)
    recovery.recover(world.partners)
    confirmed.refresh_from_db()
    assert confirmed.payment_status == "refunded"
    assert Saga.objects.get().state == SagaState.REFUNDED
    payment = world.payment_of(confirmed.pk)
    assert payment is not None
    assert list(payment.refunds.values()) == [confirmed.total]


def test_an_order_whose_refund_cannot_begin_is_not_cancelled(confirmed: Order, published: Published) -> None:
    before = len(published())
    Saga.objects.update(state=SagaState.CAPTURING, next_attempt_at=clock.now())
    with pytest.raises(OrderStatusNotAllowed):
        move(confirmed, OrderStatus.CANCELLED)
    confirmed.refresh_from_db()
    assert (confirmed.status, confirmed.cancellation_reason) == ("confirmed", "")
    assert len(published()) == before


def test_a_checkout_under_way_is_not_interfered_with(world: World, place: Callable[..., Progress]) -> None:
    world.faults.script("capture", Fault.UNANSWERED)
    world.faults.budget = False
    order = place().order
    with pytest.raises(OrderStatusNotAllowed):
        move(order, OrderStatus.CANCELLED)
    order.refresh_from_db()
    assert order.status == "pending"


def test_an_attempt_that_was_never_placed_is_no_order(world: World, place: Callable[..., Progress]) -> None:
    attempt = place((2, 99)).order
    with pytest.raises(NotFound):
        move(attempt, OrderStatus.PROCESSING)
    with pytest.raises(NotFound):
        order_change_status(order_id=uuid4(), status=OrderStatus.PROCESSING)
