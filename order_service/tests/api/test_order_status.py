from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from order_service.orders.models import Order
from servicekit.events.event import Envelope
from servicekit.testing.api import assert_problem

pytestmark = pytest.mark.django_db

Clients = Callable[..., APIClient]


def patch(client: APIClient, order: Order, status: object) -> Any:
    return client.patch(f"/api/orders/{order.pk}/status/", {"status": status})


@pytest.mark.parametrize("role", ["admin", "staff"])
def test_staff_move_an_order_on(as_role: Clients, confirmed: Order, role: str) -> None:
    answer = patch(as_role(role, username="carol"), confirmed, "processing")
    assert (answer.status_code, answer.json()["status"]) == (200, "processing")
    assert answer.json()["timeline"][-1]["status"] == "processing"


@pytest.mark.parametrize("role", ["customer", "vendor", "viewer"])
def test_others_do_not_not_even_the_buyer(
    as_role: Clients, confirmed: Order, role: str, published: Callable[[], list[Envelope]]
) -> None:
    before = len(published())
    assert_problem(patch(as_role(role), confirmed, "shipped"), 403, "forbidden")
    confirmed.refresh_from_db()
    assert confirmed.status == "confirmed"
    assert len(published()) == before


def test_anonymous_visitors_do_not(api: APIClient, confirmed: Order) -> None:
    assert_problem(patch(api, confirmed, "shipped"), 401, "unauthenticated")
    confirmed.refresh_from_db()
    assert confirmed.status == "confirmed"


def test_a_shipped_order_is_not_cancelled(as_role: Clients, confirmed: Order) -> None:
    client = as_role("admin")
    patch(client, confirmed, "shipped")
    told = assert_problem(patch(client, confirmed, "cancelled"), 409, "invalid-state")
    assert told["order_status"] == "shipped"
    confirmed.refresh_from_db()
    assert confirmed.status == "shipped"


@pytest.mark.parametrize("status", ["lost", "", None, 3, "CONFIRMED"])
def test_a_status_that_does_not_exist_is_refused(as_role: Clients, confirmed: Order, status: object) -> None:
    told = assert_problem(patch(as_role("admin"), confirmed, status), 400, "validation-error")
    assert told["errors"][0]["pointer"] == "/status"


def test_nothing_else_can_be_changed(as_role: Clients, confirmed: Order) -> None:
    answer = as_role("admin").patch(f"/api/orders/{confirmed.pk}/status/", {"status": "shipped", "total": "0.01"})
    assert assert_problem(answer, 400, "unknown-field")["errors"][0]["pointer"] == "/total"
    confirmed.refresh_from_db()
    assert confirmed.status == "confirmed"


def test_an_order_that_does_not_exist_is_not_found(as_role: Clients) -> None:
    answer = as_role("admin").patch(f"/api/orders/{uuid4()}/status/", {"status": "shipped"})
    assert_problem(answer, 404, "not-found")
