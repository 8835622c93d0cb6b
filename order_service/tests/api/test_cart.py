from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from order_service.cart.models import CartLine
from order_service.tests.world import Fault, World
from servicekit.testing.api import assert_problem

pytestmark = pytest.mark.django_db

Clients = Callable[..., APIClient]

TWO = {"items": [{"product_id": 1, "quantity": 2}, {"product_id": 2, "quantity": 5}]}


def test_a_cart_is_put_and_read(as_role: Clients, world: World) -> None:
    client = as_role()
    answer = client.put("/api/cart/", TWO)
    assert answer.status_code == 200
    assert answer.json() == {
        "items": [
            {
                "product_id": 1,
                "quantity": 2,
                "name": "Lamp",
                "unit_price": "12.50",
                "line_total": "25.00",
                "image_url": "/media/products/1.webp",
                "available": 10,
                "problem": None,
            },
            {
                "product_id": 2,
                "quantity": 5,
                "name": "Chair",
                "unit_price": "99.00",
                "line_total": "495.00",
                "image_url": "/media/products/2.webp",
                "available": 3,
                "problem": "out-of-stock",
            },
        ],
        "total": "520.00",
        "currency": "EUR",
        "count": 7,
        "stale": False,
    }
    assert client.get("/api/cart/").json() == answer.json()


def test_a_new_cart_is_empty(as_role: Clients, world: World) -> None:
    empty = {"items": [], "total": "0.00", "currency": "EUR", "count": 0, "stale": False}
    assert as_role().get("/api/cart/").json() == empty
    assert world.faults.calls == {}


def test_everybody_has_a_cart_of_their_own(as_role: Clients, world: World) -> None:
    as_role(username="alice").put("/api/cart/", TWO)
    assert as_role(username="bob").get("/api/cart/").json()["items"] == []
    assert as_role(username="bob").delete("/api/cart/").status_code == 204
    assert CartLine.objects.count() == 2


def test_an_empty_list_or_a_delete_empties_it(as_role: Clients, world: World) -> None:
    client = as_role()
    client.put("/api/cart/", TWO)
    assert client.put("/api/cart/", {"items": []}).json()["count"] == 0
    client.put("/api/cart/", TWO)
    assert client.delete("/api/cart/").status_code == 204
    assert not CartLine.objects.exists()


def test_without_the_catalogue_it_is_shown_as_last_seen(as_role: Clients, world: World) -> None:
    client = as_role()
    seen = client.put("/api/cart/", TWO).json()
    world.faults.down("products", fault=Fault.UNANSWERED)
    assert client.get("/api/cart/").json() == seen | {"stale": True}


def test_without_the_catalogue_it_cannot_be_changed(as_role: Clients, world: World) -> None:
    world.faults.down("products")
    answer = as_role().put("/api/cart/", TWO)
    assert_problem(answer, 503, "dependency-unavailable")
    assert int(answer["Retry-After"]) >= 1
    assert not CartLine.objects.exists()


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_anonymous_visitors_have_none(api: APIClient, method: str) -> None:
    assert_problem(getattr(api, method)("/api/cart/", TWO), 401, "unauthenticated")
    assert not CartLine.objects.exists()


def test_a_viewer_changes_nothing(as_role: Clients, world: World) -> None:
    client = as_role("viewer")
    assert_problem(client.put("/api/cart/", TWO), 403, "forbidden")
    assert_problem(client.delete("/api/cart/"), 403, "forbidden")
    assert client.get("/api/cart/").status_code == 200
    assert not CartLine.objects.exists()


@pytest.mark.parametrize("quantity", [0, -1, 1.5, "2", 10**9, True, None])
def test_a_quantity_is_a_whole_number_from_1_to_1000(as_role: Clients, world: World, quantity: object) -> None:
    answer = as_role().put("/api/cart/", {"items": [{"product_id": 1, "quantity": quantity}]})
    assert assert_problem(answer, 400, "validation-error")["errors"][0]["pointer"] == "/items/0/quantity"
    assert not CartLine.objects.exists()


@pytest.mark.parametrize(
    ("body", "pointer", "slug"),
    [
        ({}, "/items", "validation-error"),
        ({"items": [], "total": "1"}, "/total", "unknown-field"),
        ({"items": [{"product_id": 1, "quantity": 1, "unit_price": "0.01"}]}, "/items/0/unit_price", "unknown-field"),
        ({"items": [{"product_id": 1, "quantity": 1}] * 2}, "/items/1/product_id", "validation-error"),
    ],
)
def test_other_bodies_are_refused_by_field(as_role: Clients, world: World, body: Any, pointer: str, slug: str) -> None:
    told = assert_problem(as_role().put("/api/cart/", body), 400, slug)
    assert told["errors"][0]["pointer"] == pointer


def test_an_unknown_product_is_refused(as_role: Clients, world: World) -> None:
    answer = as_role().put("/api/cart/", {"items": [{"product_id": 77, "quantity": 1}]})
    assert assert_problem(answer, 409, "product-unavailable")["errors"][0]["pointer"] == "/items/0/product_id"
    assert not CartLine.objects.exists()


def test_a_query_parameter_is_refused(as_role: Clients, world: World) -> None:
    assert_problem(as_role().get("/api/cart/?user_id=1"), 400, "unknown-parameter")


def test_reading_a_cart_takes_two_queries(as_role: Clients, world: World, django_assert_num_queries: Any) -> None:
    client = as_role()
    client.put("/api/cart/", TWO)
    # The session's revocation and the lines: prices that did not change are not written.
    with django_assert_num_queries(2):
        client.get("/api/cart/")
