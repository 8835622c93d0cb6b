"""The catalogue is kept while people buy from it: orders show what was bought, whatever becomes of the product."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from tests.harness import Shopper, new_product

Shoppers = Callable[..., Shopper]


@pytest.fixture
def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), f"#{uuid4().hex[:6]}").save(out, "PNG")
    return out.getvalue()


def test_an_order_goes_on_saying_what_was_bought(
    alice: Shopper, admin: Shopper, wire: httpx.Client, picture: bytes
) -> None:
    product = new_product(admin, stock=5, price="12.50", name="Passing lamp")
    path = f"/api/products/{product}/"
    image = admin.http.post(f"{path}images/", files={"file": ("lamp.png", picture, "image/png")}).json()
    order = alice.bought((product, 2))
    bought = alice.order(order["id"])["items"][0]
    assert bought["image_url"] == image["url"]
    assert admin.http.patch(path, json={"name": "Other lamp", "price": "99.00"}, headers={"If-Match": "*"}).is_success
    gone = admin.http.delete(f"{path}images/{image['id']}/", headers={"If-Match": "*"})
    assert gone.status_code == 204
    assert admin.http.delete(path, headers={"If-Match": "*"}).status_code == 204
    assert alice.get(path).status_code == 404
    assert alice.order(order["id"])["items"] == [bought]
    assert wire.get(bought["image_url"]).status_code == 200
    assert admin.post(f"{path}restore/").status_code == 200
    assert alice.get(path).json()["name"] == "Other lamp"
    assert alice.order(order["id"])["items"] == [bought]


def test_a_category_has_its_place_and_its_products(admin: Shopper, wire: httpx.Client) -> None:
    slugs = [f"shelf-{uuid4().hex[:8]}" for _ in range(2)]
    for slug, parent in zip(slugs, [None, slugs[0]], strict=True):
        made = admin.post("/api/categories/", {"slug": slug, "name": slug, "tint": "#FFFFFF", "parent": parent})
        assert made.status_code == 201
    product = new_product(admin, stock=1)
    admin.http.patch(f"/api/products/{product}/", json={"category": slugs[1]}, headers={"If-Match": "*"})
    counted = wire.get(f"/api/categories/{slugs[0]}/")
    assert (counted.json()["product_count"], counted.json()["path"]) == (1, [slugs[0]])
    inside = wire.get("/api/products/", params={"category": slugs[0]}).json()["results"]
    assert [row["id"] for row in inside] == [product]
    refused = admin.http.delete(f"/api/categories/{slugs[1]}/", headers={"If-Match": "*"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/category-not-empty")
