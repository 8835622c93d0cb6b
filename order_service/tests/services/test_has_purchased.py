"""Who may write a verified review: whoever bought it and kept it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection

from order_service.orders.checkout import Progress
from order_service.orders.domain.order import OrderStatus
from order_service.orders.models import Order
from order_service.orders.selectors import has_purchased
from order_service.orders.services import order_change_status
from order_service.tests.conftest import ALICE
from order_service.tests.world import Fault, World

pytestmark = pytest.mark.django_db

Place = Callable[..., Progress]


@pytest.mark.parametrize("path", [[], ["processing"], ["shipped"], ["shipped", "delivered"]])
def test_what_is_paid_for_was_bought(confirmed: Order, path: list[str]) -> None:
    for status in path:
        order_change_status(order_id=confirmed.pk, status=OrderStatus(status))
    assert has_purchased(customer_id=ALICE, product_id=1)
    assert not has_purchased(customer_id=ALICE, product_id=3)
    assert not has_purchased(customer_id=uuid4(), product_id=1)


def test_what_was_cancelled_was_not_bought(confirmed: Order) -> None:
    order_change_status(order_id=confirmed.pk, status=OrderStatus.CANCELLED)
    assert not has_purchased(customer_id=ALICE, product_id=1)


def test_another_order_of_it_counts(confirmed: Order, place: Place) -> None:
    place((1, 1))
    order_change_status(order_id=confirmed.pk, status=OrderStatus.CANCELLED)
    assert has_purchased(customer_id=ALICE, product_id=1)
    assert not has_purchased(customer_id=ALICE, product_id=2)


def test_what_is_still_being_paid_for_is_not_bought_yet(place: Place, world: World) -> None:
    world.faults.budget = False
    world.faults.script("capture", Fault.UNANSWERED)
    place()
    assert not has_purchased(customer_id=ALICE, product_id=1)


def test_it_is_found_by_an_index_and_not_by_reading_all_orders(confirmed: Order) -> None:
    if connection.vendor != "sqlite":
        return  # PostgreSQL reads ten rows whole whatever indexes there are
    mine = Order.objects.filter(customer_index=ALICE, lines__product_id=1)
    plan = mine.explain()
    assert "SCAN" not in plan, plan
