"""A product that was taken off sale comes back as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from product_service.catalog.models import Product
from product_service.catalog.services import product_delete
from product_service.tests.support import Make, principal, shelf
from servicekit.testing.api import assert_problem
from servicekit.testing.events import Published

AsRole = Callable[..., APIClient]


@pytest.fixture
def gone(make_product: Make) -> Product:
    """Was a product of the vendor `vera`."""
    product = make_product(sku="VERA-1", by=principal("vendor", "vera"))
    product_delete(by=principal(), product_id=product.pk, unchanged=lambda _: True)
    return product


def path(product: Product) -> str:
    return f"/api/products/{product.pk}/restore/"


@pytest.mark.parametrize("who", [("vendor", "vera"), ("staff", "steve"), ("admin", "root")])
def test_it_is_on_sale_again_with_what_it_had(
    as_role: AsRole, api: APIClient, gone: Product, published: Published, who: tuple[str, str]
) -> None:
    answer = as_role(*who).post(path(gone))
    assert (answer.status_code, answer.json()["sku"], answer.json()["stock"]["on_hand"]) == (200, "VERA-1", 10)
    assert api.get(f"/api/products/{gone.pk}/")["ETag"] == answer["ETag"]
    told = next(one.data for one in published() if one.type == "product.restored")
    assert (told["product_id"], told["version"]) == (gone.pk, 3)


@pytest.mark.parametrize("who", [("customer", "alice"), ("viewer", "victor"), ("vendor", "rival")])
def test_it_is_nobody_else_s_to_bring_back(as_role: AsRole, gone: Product, who: tuple[str, str]) -> None:
    assert_problem(as_role(*who).post(path(gone)), 403, "forbidden")
    assert not Product.objects.get().active


def test_nobody_unknown_brings_back_anything(api: APIClient, gone: Product) -> None:
    assert_problem(api.post(path(gone)), 401, "unauthenticated")
    assert not Product.objects.get().active


def test_twice_is_once(as_role: AsRole, gone: Product, published: Published) -> None:
    client = as_role("admin")
    first, second = client.post(path(gone)), client.post(path(gone))
    assert (first.json(), first["ETag"]) == (second.json(), second["ETag"])
    assert [one.type for one in published()].count("product.restored") == 1
    assert shelf(gone) == (10, 0)


def test_what_never_was_does_not_come_back(as_role: AsRole, gone: Product) -> None:
    assert_problem(as_role("admin").post(f"/api/products/{gone.pk + 1}/restore/"), 404, "not-found")
    assert_problem(as_role("admin").post(path(gone), {"force": True}), 400, "unknown-field")
    assert not Product.objects.get().active
