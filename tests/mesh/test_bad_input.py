"""Bad input at the front door: a clear refusal, and nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.harness import Shopper, new_product, problem

Shoppers = Callable[..., Shopper]


@pytest.mark.parametrize("quantity", [0, -1, 1.5, "2", 10**9, True, None])
def test_an_impossible_quantity_reserves_nothing(shopper: Shoppers, quantity: Any) -> None:
    product = new_product(shopper("admin"), stock=5)
    buyer = shopper("user1")
    before = buyer.get("/api/orders/").json()["count"]
    body = problem(buyer.buy((product, quantity)), 400, "validation-error")
    assert [error["pointer"] for error in body["errors"]] == ["/items/0/quantity"]
    assert buyer.available(product) == 5
    assert buyer.get("/api/orders/").json()["count"] == before


def test_an_unknown_product_is_refused_and_the_other_lines_are_not_held(shopper: Shoppers) -> None:
    product = new_product(shopper("admin"), stock=5)
    buyer = shopper("user1")
    body = problem(buyer.buy((product, 1), (99_999_999, 1)), 409, "product-unavailable")
    assert [error["pointer"] for error in body["errors"]] == ["/items/1/product_id"]
    assert buyer.available(product) == 5


@pytest.mark.parametrize("field", ["price", "total", "user_id", "status", "discount"])
def test_fields_that_are_not_asked_for_are_refused(shopper: Shoppers, field: str) -> None:
    buyer = shopper("user1")
    body = problem(buyer.buy((1, 1), **{field: "1"}), 400, "unknown-field")
    assert [(error["pointer"], error["code"]) for error in body["errors"]] == [(f"/{field}", "unknown-field")]


def test_an_order_needs_a_key(shopper: Shoppers) -> None:
    problem(shopper("user1").post("/api/orders/", {}), 400, "idempotency-key-required")


@pytest.mark.parametrize("path", ["/api/products/", "/api/orders/", "/api/payments/", "/api/users/me/", "/api/cart/"])
def test_a_tampered_token_is_never_anonymous(shopper: Shoppers, visitor: Shopper, path: str) -> None:
    access = shopper("user2").tokens["access"]
    head, payload, signature = access.split(".")
    for token in (f"{head}.{payload[:-2]}AA.{signature}", f"{head}.{payload}.", f"{access}==", "abc"):
        problem(visitor.get(path, headers={"Authorization": f"Bearer {token}"}), 401, "token-invalid")


@pytest.mark.parametrize("path", ["/api/orders/", "/api/payments/", "/api/users/me/", "/api/cart/"])
def test_an_anonymous_visitor_is_asked_to_sign_in(visitor: Shopper, path: str) -> None:
    problem(visitor.get(path), 401, "unauthenticated")


@pytest.mark.parametrize("product", ["abc", "-1", "0", str(2**64), "1%20OR%201=1"])
def test_a_product_id_that_is_none_is_not_found(visitor: Shopper, product: str) -> None:
    problem(visitor.get(f"/api/products/{product}/"), 404, "not-found")


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1e9"])
def test_a_page_that_is_no_page_is_refused(visitor: Shopper, page: str) -> None:
    problem(visitor.get("/api/products/", params={"page": page}), 400, "validation-error")


def test_a_filter_that_is_not_known_is_refused(visitor: Shopper) -> None:
    problem(visitor.get("/api/products/", params={"price__gt": "1"}), 400, "unknown-parameter")


def test_every_problem_has_its_page(visitor: Shopper) -> None:
    body = problem(visitor.get("/api/products/0/"), 404, "not-found")
    page = visitor.get(body["type"])
    assert page.status_code == 200
    assert "not-found" in page.text
