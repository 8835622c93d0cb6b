from __future__ import annotations

import pytest

from order_service.orders.models import Order, OrderEvent, Saga
from order_service.orders.seeds import demo_id, seed, seed_orders
from servicekit import clock
from servicekit.events.models import OutboxEvent

pytestmark = pytest.mark.django_db


def test_thirty_orders_are_made_once() -> None:
    assert seed() == (30, 30)
    assert seed() == (0, 30)
    assert Order.objects.count() == 30
    assert not Saga.objects.filter(next_attempt_at__isnull=False).exists()
    assert not OutboxEvent.objects.exists()


def test_they_are_as_the_table_says() -> None:
    seed()
    for seeded in seed_orders(clock.now()):
        order = Order.objects.get(pk=demo_id(f"order-{seeded.n}"))
        assert order.status == seeded.status
        assert order.customer_id == demo_id(seeded.customer)
        assert order.total.minor_units == sum(line.total.minor_units for line in seeded.lines)
        assert order.payment_id == str(demo_id(f"payment-{seeded.n}"))


def test_their_sagas_tell_how_they_got_there() -> None:
    seed()
    for saga in Saga.objects.all():
        assert [saga.steps[0]["state"], saga.steps[-1]["state"]] == ["reserving", saga.state]
        assert [step["at"] for step in saga.steps] == sorted(step["at"] for step in saga.steps)


def test_nothing_in_a_timeline_is_still_to_come() -> None:
    seed()
    assert not OrderEvent.objects.filter(at__gt=clock.now()).exists()


def test_an_order_that_went_on_since_is_left_alone() -> None:
    seed()
    Order.objects.filter(pk=demo_id("order-30")).update(status="shipped")
    seed()
    assert Order.objects.get(pk=demo_id("order-30")).status == "shipped"
