from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from order_service.orders import recovery
from order_service.orders.checkout import Progress
from order_service.orders.domain import saga, trail
from order_service.orders.metrics import SAGAS_STUCK
from order_service.orders.models import Order, Saga
from order_service.tests.world import World
from servicekit.events.event import Envelope
from servicekit.testing.api import assert_problem
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db

Clients = Callable[..., APIClient]
Place = Callable[..., Progress]
WAY = ["reserving", "reserved", "authorizing", "authorized", "committing", "capturing", "done"]


def listed(client: APIClient, **query: Any) -> list[str]:
    answer = client.get("/api/orders/sagas/", query)
    assert answer.status_code == 200, answer.content
    return [one["order_id"] for one in answer.json()["results"]]


@pytest.fixture
def waiting(world: World, place: Place) -> Order:
    """Its money is to be captured, and payments_service is down."""
    world.faults.down("capture")
    return place().order


@pytest.mark.parametrize("role", ["admin", "staff", "viewer"])
def test_a_saga_tells_each_step(as_role: Clients, confirmed: Order, role: str) -> None:
    told = as_role(role, username="carol").get(f"/api/orders/{confirmed.pk}/saga/").json()
    assert [step["state"] for step in told["steps"]] == WAY
    assert [step["outcome"] for step in told["steps"]] == [
        "begun",
        "done",
        "announced",
        "done",
        "announced",
        "done",
        "done",
    ]
    assert (told["state"], told["number"], told["stuck"]) == ("done", confirmed.label, False)
    assert told["customer_id"] == str(confirmed.customer_id)


@pytest.mark.parametrize("role", ["customer", "vendor"])
def test_sagas_are_not_for_customers(as_role: Clients, confirmed: Order, role: str) -> None:
    client = as_role(role)
    for path in ("/api/orders/sagas/", f"/api/orders/{confirmed.pk}/saga/"):
        assert_problem(client.get(path), 403, "forbidden")
    assert_problem(client.post(f"/api/orders/{confirmed.pk}/saga/retry/", {}), 403, "forbidden")


def test_what_is_open_is_listed_and_what_is_over_on_request(as_role: Clients, confirmed: Order, waiting: Order) -> None:
    admin = as_role("admin")
    assert listed(admin) == [str(waiting.pk)]
    assert listed(admin, state="all") == [str(waiting.pk), str(confirmed.pk)]
    assert listed(admin, state="all", order_id=str(confirmed.pk)) == [str(confirmed.pk)]
    assert listed(admin, state="stuck") == []


def test_failures_of_one_kind_are_one_step_that_counts(waiting: Order, world: World, held_clock: HeldClock) -> None:
    for _ in range(5):
        held_clock.advance(seconds=11)
        recovery.recover(world.partners)
    steps = Saga.objects.get().steps
    assert [step["state"] for step in steps][-2:] == ["capturing", "capturing"]
    assert (steps[-1]["attempt"], steps[-1]["outcome"], steps[-1]["error"]) == (6, "unsent", "never sent")


def test_what_does_not_get_on_is_stuck(as_role: Clients, waiting: Order, world: World, held_clock: HeldClock) -> None:
    Saga.objects.update(attempt=59)
    recovery.recover(world.partners)
    assert SAGAS_STUCK._value.get() == 0
    held_clock.advance(seconds=11)
    recovery.recover(world.partners)
    assert listed(as_role("admin"), state="stuck") == [str(waiting.pk)]
    assert SAGAS_STUCK._value.get() == 1
    world.faults.heal()
    held_clock.advance(seconds=11)
    recovery.recover(world.partners)
    assert listed(as_role("admin"), state="stuck") == []
    assert SAGAS_STUCK._value.get() == 0


def test_a_saga_nobody_could_write_to_for_five_minutes_is_stuck(
    as_role: Clients, waiting: Order, held_clock: HeldClock
) -> None:
    """Its driver trips over a defect each time, so no failure is ever counted."""
    held_clock.advance(minutes=5, seconds=1)
    assert listed(as_role("admin"), state="stuck") == [str(waiting.pk)]
    assert as_role("admin").get(f"/api/orders/{waiting.pk}/saga/").json()["stuck"] is True


def test_staff_end_the_pause(
    as_role: Clients, waiting: Order, world: World, held_clock: HeldClock, recorded: Callable[[], list[Envelope]]
) -> None:
    Saga.objects.update(next_attempt_at=held_clock() + timedelta(hours=1))
    world.faults.heal()
    assert recovery.recover(world.partners) == 0
    answer = as_role("staff", username="carol").post(f"/api/orders/{waiting.pk}/saga/retry/", {})
    assert (answer.status_code, answer.json()["steps"][-1]["outcome"]) == (200, "retried")
    assert recovery.recover(world.partners) == 1
    assert Saga.objects.get().state == "done"
    assert recorded()[-1].data["action"] == "order.saga_retried"


def test_what_is_over_is_not_tried_again(as_role: Clients, confirmed: Order) -> None:
    told = assert_problem(as_role("admin").post(f"/api/orders/{confirmed.pk}/saga/retry/", {}), 409, "invalid-state")
    assert told["saga_state"] == "done"
    assert [step["state"] for step in Saga.objects.get().steps] == WAY


@pytest.mark.parametrize("path", ["saga/", "saga/retry/"])
def test_an_order_that_does_not_exist_has_no_saga(as_role: Clients, path: str) -> None:
    client, where = as_role("admin"), f"/api/orders/{uuid4()}/{path}"
    assert_problem(client.get(where) if path == "saga/" else client.post(where, {}), 404, "not-found")


@pytest.mark.parametrize("query", [{"state": "lost"}, {"order_id": "1"}, {"status": "open"}])
def test_filters_are_the_known_ones(as_role: Clients, query: dict[str, str]) -> None:
    assert as_role("admin").get("/api/orders/sagas/", query).status_code == 400


def test_the_trail_is_bounded(waiting: Order, world: World, held_clock: HeldClock) -> None:
    """Two errors that take turns are not counted as one; the beginning and the latest stay."""
    steps: list[trail.StepTaken] = []
    for turn in range(200):
        at, error = held_clock.advance(seconds=1), f"error {turn % 2}"
        state, outcome = saga.SagaState.CAPTURING, saga.Outcome.UNKNOWN
        steps = trail.further(steps, state=state, at=at, outcome=outcome, attempt=turn + 1, error=error)
    assert len(steps) == trail.MOST
    assert (steps[0]["attempt"], steps[-1]["attempt"]) == (1, 200)
