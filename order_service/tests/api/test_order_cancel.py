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


def cancel(client: APIClient, order: Order, **body: Any) -> Any:
    return client.post(f"/api/orders/{order.pk}/cancel/", body, format="json")


@pytest.mark.parametrize("role", ["customer", "vendor"])
def test_the_buyer_cancels(as_role: Clients, confirmed: Order, role: str) -> None:
    answer = cancel(as_role(role), confirmed)
    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert answer.json()["cancellation_reason"] == "cancelled_by_customer"
    assert answer.json()["timeline"][-1]["note"] == "Cancelled by the customer. The payment is being refunded."


@pytest.mark.parametrize("role", ["admin", "staff"])
def test_staff_cancel_for_the_shop(as_role: Clients, confirmed: Order, role: str) -> None:
    answer = cancel(as_role(role, username="carol"), confirmed)
    assert (answer.status_code, answer.json()["cancellation_reason"]) == (200, "cancelled_by_staff")


@pytest.mark.parametrize("role", ["customer", "vendor"])
def test_somebody_elses_order_is_not_there(
    as_role: Clients, confirmed: Order, role: str, published: Callable[[], list[Envelope]]
) -> None:
    before = len(published())
    assert_problem(cancel(as_role(role, username="mallory"), confirmed), 404, "not-found")
    confirmed.refresh_from_db()
    assert (confirmed.status, len(published())) == ("confirmed", before)


def test_a_viewer_cancels_nothing(as_role: Clients, confirmed: Order) -> None:
    assert_problem(cancel(as_role("viewer"), confirmed), 403, "forbidden")
    confirmed.refresh_from_db()
    assert confirmed.status == "confirmed"


def test_a_shipped_order_is_not_cancelled(as_role: Clients, confirmed: Order) -> None:
    as_role("staff", username="carol").patch(f"/api/orders/{confirmed.pk}/status/", {"status": "shipped"})
    told = assert_problem(cancel(as_role(), confirmed), 409, "invalid-state")
    assert told["order_status"] == "shipped"
    confirmed.refresh_from_db()
    assert (confirmed.status, confirmed.cancellation_reason) == ("shipped", "")


@pytest.mark.parametrize("reason", ["expired", "", None, 1, "CANCELLED_BY_CUSTOMER"])
def test_only_people_s_reasons_are_reasons(as_role: Clients, confirmed: Order, reason: object) -> None:
    told = assert_problem(cancel(as_role("admin"), confirmed, reason=reason), 400, "validation-error")
    assert told["errors"][0]["pointer"] == "/reason"


def test_a_customer_does_not_speak_for_the_shop(as_role: Clients, confirmed: Order) -> None:
    told = assert_problem(cancel(as_role(), confirmed, reason="cancelled_by_staff"), 400, "validation-error")
    assert told["errors"][0]["pointer"] == "/reason"
    confirmed.refresh_from_db()
    assert confirmed.status == "confirmed"


def test_what_does_not_exist_is_not_found(as_role: Clients) -> None:
    assert_problem(as_role().post(f"/api/orders/{uuid4()}/cancel/", {}), 404, "not-found")
