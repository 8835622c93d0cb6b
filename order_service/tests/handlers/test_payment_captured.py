from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from order_service.orders import handlers, recovery
from order_service.orders.checkout import Progress
from order_service.orders.models import Order, OrderEvent, Saga
from order_service.tests.world import Fault, World
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.testing.clock import HeldClock
from servicekit.testing.events import deliver

pytestmark = pytest.mark.django_db


def captured(order_id: UUID) -> Envelope:
    data = {"payment_id": "p", "order_id": str(order_id), "customer_id": str(uuid4()), "amount": 1, "currency": "EUR"}
    return Envelope(str(uuid4()), "payment.captured", 1, "payment", "p", 1, clock.now(), "", data)


def test_it_is_a_milestone_however_often_it_is_told(confirmed: Order) -> None:
    envelope = captured(confirmed.pk)
    assert deliver(handlers.payment_captured, envelope, times=2) == 1
    deliver(handlers.payment_captured, captured(confirmed.pk))
    assert OrderEvent.objects.filter(order=confirmed, kind="payment_captured").count() == 1
    confirmed.refresh_from_db()
    assert confirmed.status == "confirmed"


def test_a_checkout_that_did_not_hear_of_it_is_woken(
    world: World, place: Callable[..., Progress], held_clock: HeldClock
) -> None:
    world.faults.script("capture", Fault.UNANSWERED)
    world.faults.budget = False
    order = place().order
    Saga.objects.update(next_attempt_at=held_clock.instant.replace(year=2100))
    assert recovery.recover(world.partners) == 0
    deliver(handlers.payment_captured, captured(order.pk))
    assert recovery.recover(world.partners) == 1
    order.refresh_from_db()
    assert order.status == "confirmed"
    payment = world.payment_of(order.pk)
    assert payment is not None
    assert payment.captures == 1


def test_a_payment_of_no_order_of_ours_is_ignored() -> None:
    assert deliver(handlers.payment_captured, captured(uuid4())) == 1
    assert not OrderEvent.objects.exists()


def test_a_payment_somebody_was_asked_for_has_no_order() -> None:
    told = captured(uuid4())
    told.data["order_id"] = ""
    assert deliver(handlers.payment_captured, told) == 1
    assert not OrderEvent.objects.exists()
