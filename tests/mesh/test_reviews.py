"""A review, end to end: who bought is verified by order_service, and who then cancels is not any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.harness import Mesh, Shopper, eventually, new_product

Shoppers = Callable[..., Shopper]
WORDS = {"rating": 5, "title": "Bright", "text": "Lights the whole table."}


def reviews(of: int) -> str:
    return f"/api/products/{of}/reviews/"


def test_the_badge_comes_with_the_purchase_and_goes_with_its_cancellation(shopper: Shoppers) -> None:
    product = new_product(shopper("admin"), stock=5)
    buyer, visitor = shopper(), shopper()

    def shown() -> dict[str, Any]:
        [review] = visitor.get(reviews(product)).json()["results"]
        found: dict[str, Any] = review
        return found

    assert buyer.post(reviews(product), WORDS).json()["verified"] is False
    order = buyer.bought((product, 1))
    eventually(lambda: shown()["verified"], within=30)
    buyer.post(f"/api/orders/{order['id']}/cancel/").raise_for_status()
    eventually(lambda: not shown()["verified"], within=30)
    assert visitor.get(f"/api/products/{product}/").json()["rating"] == {"average": "5.0", "count": 1}


def test_who_has_bought_it_is_verified_at_once_or_soon_after(shopper: Shoppers, mesh: Mesh) -> None:
    product = new_product(shopper("admin"), stock=5)
    buyer = Shopper.signed_in(mesh, "user9")
    buyer.bought((product, 1))
    made = buyer.post(reviews(product), WORDS)
    assert made.status_code == 201, made.text
    eventually(lambda: buyer.get(f"{reviews(product)}mine/").json()["verified"], within=30)
    assert made.json()["author"]["name"] in {"Jonas M.", "A customer"}
    buyer.close()
