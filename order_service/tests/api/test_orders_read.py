from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from order_service.orders.checkout import Progress
from order_service.orders.models import Order
from order_service.orders.seeds import demo_id
from order_service.tests.world import World
from servicekit.testing.api import assert_problem
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db

Clients = Callable[..., APIClient]
Place = Callable[..., Progress]

BOB = demo_id("bob")


@pytest.fixture
def two_customers(place: Place) -> tuple[Order, Order]:
    return place((1, 1)).order, place((1, 1), customer_id=BOB).order


def ids(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [order["id"] for order in answer.json()["results"]]


def test_a_customer_reads_an_own_order(as_role: Clients, confirmed: Order) -> None:
    answer = as_role().get(f"/api/orders/{confirmed.pk}/").json()
    assert (answer["id"], answer["number"]) == (str(confirmed.pk), confirmed.label)


def test_somebody_elses_order_is_not_there(as_role: Clients, confirmed: Order) -> None:
    assert_problem(as_role(username="bob").get(f"/api/orders/{confirmed.pk}/"), 404, "not-found")
    assert_problem(as_role("vendor", username="bob").get(f"/api/orders/{confirmed.pk}/"), 404, "not-found")


@pytest.mark.parametrize("role", ["admin", "staff", "viewer"])
def test_those_who_see_all_read_any_order(as_role: Clients, confirmed: Order, role: str) -> None:
    assert as_role(role, username="carol").get(f"/api/orders/{confirmed.pk}/").status_code == 200


@pytest.mark.parametrize("path", ["", f"{uuid4()}/", f"user/{uuid4()}/"])
def test_anonymous_visitors_read_nothing(api: APIClient, path: str) -> None:
    assert_problem(api.get(f"/api/orders/{path}"), 401, "unauthenticated")


@pytest.mark.parametrize("path", [f"{uuid4()}/", "1/", "user/", "user/1/", "%00/"])
def test_what_does_not_exist_is_not_found(as_role: Clients, path: str) -> None:
    assert_problem(as_role("admin").get(f"/api/orders/{path}"), 404, "not-found")


def test_a_customer_lists_own_orders_newest_first(as_role: Clients, place: Place, two_customers: Any) -> None:
    newest = place((1, 1)).order
    assert ids(as_role().get("/api/orders/")) == [str(newest.pk), str(two_customers[0].pk)]


def test_staff_find_an_order_by_its_number(as_role: Clients, two_customers: Any) -> None:
    staff, (first, _) = as_role("staff", username="carol"), two_customers
    for number in (first.label, first.label.lower(), str(first.number)):
        assert ids(staff.get("/api/orders/", {"number": number})) == [str(first.pk)]
    assert ids(staff.get("/api/orders/", {"number": "SM-999999"})) == []


def test_staff_find_orders_by_when_they_were_placed(
    as_role: Clients, place: Place, held_clock: HeldClock, world: World
) -> None:
    early = place((1, 1)).order
    noon = held_clock.advance(hours=1)
    at_noon = place((1, 1)).order
    held_clock.advance(hours=1)
    late = place((1, 1)).order
    staff, later = as_role("staff", username="carol"), held_clock().isoformat()
    assert ids(staff.get("/api/orders/", {"placed_after": noon.isoformat()})) == [str(late.pk), str(at_noon.pk)]
    assert ids(staff.get("/api/orders/", {"placed_before": noon.isoformat()})) == [str(early.pk)]
    between = {"placed_after": noon.isoformat(), "placed_before": later}
    assert ids(staff.get("/api/orders/", between)) == [str(at_noon.pk)]


@pytest.mark.parametrize(
    "query",
    [{"number": "abc"}, {"number": "0"}, {"number": "SM-"}, {"number": "9" * 19}, {"placed_after": "yesterday"}],
)
def test_filters_that_mean_nothing_are_refused(as_role: Clients, query: dict[str, str]) -> None:
    told = assert_problem(as_role("admin").get("/api/orders/", query), 400, "validation-error")
    assert told["errors"][0]["pointer"] == f"/{next(iter(query))}"


@pytest.mark.parametrize("name", ["number", "placed_after", "placed_before"])
def test_customers_filter_by_status_alone(as_role: Clients, name: str) -> None:
    assert_problem(as_role().get("/api/orders/", {name: "1"}), 400, "unknown-parameter")


@pytest.mark.parametrize("role", ["admin", "staff", "viewer"])
def test_those_who_see_all_list_all(as_role: Clients, two_customers: Any, role: str) -> None:
    client = as_role(role, username="carol")
    assert len(ids(client.get("/api/orders/"))) == 2
    assert ids(client.get("/api/orders/", {"user_id": str(BOB)})) == [str(two_customers[1].pk)]


def test_a_vendor_sees_own_orders_only(as_role: Clients, two_customers: Any) -> None:
    assert ids(as_role("vendor", username="bob").get("/api/orders/")) == [str(two_customers[1].pk)]


def test_customers_may_not_choose_whose_orders(as_role: Clients, two_customers: Any) -> None:
    assert_problem(as_role().get("/api/orders/", {"user_id": str(BOB)}), 400, "unknown-parameter")


def test_orders_are_filtered_by_status(as_role: Clients, place: Place, world: World) -> None:
    place((1, 1))
    declined = place((1, 1), token="tok_decline").order
    assert ids(as_role().get("/api/orders/", {"status": "cancelled"})) == [str(declined.pk)]
    assert_problem(as_role().get("/api/orders/", {"status": "lost"}), 400, "validation-error")


@pytest.mark.parametrize("query", [{"page": "0"}, {"page": "abc"}, {"page_size": "101"}, {"page_size": "-1"}])
def test_a_page_that_is_none_is_refused(as_role: Clients, query: dict[str, str]) -> None:
    assert_problem(as_role().get("/api/orders/", query), 400, "validation-error")


def test_pages_follow_each_other(as_role: Clients, place: Place) -> None:
    placed = [str(place((1, 1)).order.pk) for _ in range(3)]
    first = as_role().get("/api/orders/", {"page_size": "2"})
    assert ids(first) == placed[:0:-1]
    assert ids(as_role().get(first.json()["next"])) == placed[:1]


def test_the_orders_of_a_user_are_for_that_user_and_for_staff(as_role: Clients, two_customers: Any) -> None:
    path = f"/api/orders/user/{BOB}/"
    theirs = [str(two_customers[1].pk)]
    assert ids(as_role(username="bob").get(path)) == theirs
    assert ids(as_role("admin", username="carol").get(path)) == theirs
    assert_problem(as_role(username="alice").get(path), 404, "not-found")
    assert_problem(as_role(username="bob").get(path, {"user_id": str(BOB)}), 400, "unknown-parameter")


def test_history_needs_no_other_service(as_role: Clients, world: World, confirmed: Order) -> None:
    world.faults.down("validate", "products", "reserve", "authorize")
    before = dict(world.faults.calls)
    assert as_role().get("/api/orders/").json()["count"] == 1
    assert dict(world.faults.calls) == before


@pytest.mark.parametrize("orders", [1, 5])
def test_a_list_takes_five_queries_however_long(
    as_role: Clients, place: Place, django_assert_num_queries: Any, orders: int
) -> None:
    for _ in range(orders):
        place((1, 1))
    client = as_role()
    # The session's revocation, the count, the page, its lines, its milestones.
    with django_assert_num_queries(5):
        assert len(ids(client.get("/api/orders/"))) == orders


def test_one_order_takes_four_queries(as_role: Clients, confirmed: Order, django_assert_num_queries: Any) -> None:
    client = as_role()
    with django_assert_num_queries(4):
        client.get(f"/api/orders/{confirmed.pk}/")
