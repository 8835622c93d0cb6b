from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from django.db import connection
from rest_framework.test import APIClient

from order_service.cart.models import CartLine
from order_service.cart.services import cart_replace
from order_service.orders import checkout, recovery
from order_service.orders.checkout import Progress
from order_service.orders.domain.saga import SagaState
from order_service.orders.models import Order, Saga
from order_service.tests.conftest import ALICE
from order_service.tests.world import Fault, World
from servicekit.api import budget
from servicekit.events.models import OutboxEvent
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db(transaction=True)

T = TypeVar("T")


@pytest.fixture(autouse=True)
def time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who wins is under test here, not what a dozen threads get done in three seconds of a busy machine."""
    monkeypatch.setattr(checkout, "CHECKOUT_SECONDS", 30.0)
    monkeypatch.setattr(budget, "DEFAULT", 30.0)


def at_once(threads: int, work: Callable[[], T]) -> list[T]:
    """Runs `work` in `count` threads that start together, each with a database connection of its own."""
    barrier = threading.Barrier(threads)

    def run() -> T:
        barrier.wait()
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return [future.result() for future in [pool.submit(run) for _ in range(threads)]]


def test_the_same_request_from_twenty_threads_is_one_order(
    tokens: Callable[..., str], body: dict[str, Any], world: World
) -> None:
    token, key = tokens(), str(uuid4())

    def send() -> Any:
        client = APIClient(raise_request_exception=False)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
        return client.post("/api/orders/", body, HTTP_IDEMPOTENCY_KEY=key)

    answers = at_once(20, send)
    bodies = {answer.content for answer in answers if answer.status_code == 201}
    assert len(bodies) == 1
    for answer in answers:
        assert answer.status_code in {201, 409}, answer.content
        if answer.status_code == 409:
            assert answer.json()["type"] == "/problems/idempotency-in-progress"
            assert answer["Retry-After"] == "1"
    order = Order.objects.get()
    assert world.catalog.commits == {order.pk: 1}
    assert world.catalog.on_hand[1] == 8
    assert [payment.captures for payment in world.payments.by_key.values()] == [1]


def test_twelve_buyers_of_the_last_three_units(world: World, place: Callable[..., Progress]) -> None:
    results = at_once(12, lambda: place((2, 1), customer_id=uuid4()).order.status)
    assert Counter(results) == {"confirmed": 3, "cancelled": 9}
    assert world.catalog.on_hand[2] == 0
    numbers = Order.objects.filter(placed_at__isnull=False).values_list("number", flat=True)
    assert len(set(numbers)) == 3


def test_four_recovery_workers_share_the_work_and_do_none_of_it_twice(
    world: World, place: Callable[..., Progress], held_clock: HeldClock
) -> None:
    world.faults.down("commit")
    for _ in range(4):
        place((1, 1), customer_id=uuid4())
    world.faults.heal()
    held_clock.advance(seconds=15)
    done = at_once(4, lambda: recovery.recover(world.partners))
    assert sum(done) == 4
    assert set(Saga.objects.values_list("state", flat=True)) == {SagaState.DONE}
    assert set(world.catalog.commits.values()) == {1}
    assert {payment.captures for payment in world.payments.by_key.values()} == {1}
    assert OutboxEvent.objects.filter(type="order.confirmed").count() == 4


def test_a_customer_and_a_worker_continue_the_same_order_together(
    world: World, place: Callable[..., Progress], held_clock: HeldClock
) -> None:
    world.faults.script("capture", Fault.UNANSWERED)
    order_id = place((1, 1)).order.pk
    held_clock.advance(seconds=15)
    turns = count()

    def one() -> object:
        return place(earlier=order_id) if next(turns) else recovery.recover(world.partners)

    at_once(2, one)
    assert Order.objects.get().status == "confirmed"
    assert OutboxEvent.objects.filter(type="order.confirmed").count() == 1
    assert world.catalog.commits == {order_id: 1}


def test_two_devices_put_the_same_cart_at_once(world: World) -> None:
    at_once(8, lambda: cart_replace(customer_id=ALICE, items=[(1, 2), (2, 1)], prices=world.catalog))
    assert sorted(CartLine.objects.values_list("product_id", "quantity")) == [(1, 2), (2, 1)]
