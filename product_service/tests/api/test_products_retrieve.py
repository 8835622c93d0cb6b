from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from product_service.catalog.models import Product
from product_service.tests.support import Make, hold, principal
from servicekit.testing.api import assert_problem

AsRole = Callable[..., APIClient]


def test_a_product_is_four_queries(
    api: APIClient, chair: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):  # itself, the tree of categories, what goes with it, else the best of the shelf
        answer = api.get(f"/api/products/{chair.pk}/")
    assert answer.status_code == 200
    assert answer.json()["name"] == "Alder chair"
    assert answer.json()["stock"] == {"available": 10, "level": "in_stock"}
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "product_id", ["abc", "-1", "0", "18446744073709551616", "%00", "1%20OR%201=1", "1.0", "٣", "999"]
)
def test_what_is_no_product_is_not_found(api: APIClient, product_id: str) -> None:
    assert_problem(api.get(f"/api/products/{product_id}/"), 404, "not-found")


def test_what_is_off_sale_is_not_found_by_anybody(api: APIClient, as_role: AsRole, chair: Product) -> None:
    Product.objects.update(active=False)
    for client in (api, as_role("admin")):
        assert_problem(client.get(f"/api/products/{chair.pk}/"), 404, "not-found")


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}'])
def test_a_good_copy_is_not_sent_again(api: APIClient, chair: Product, form: str) -> None:
    tag = api.get(f"/api/products/{chair.pk}/")["ETag"]
    answer = api.get(f"/api/products/{chair.pk}/", HTTP_IF_NONE_MATCH=form.format(tag))
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)


def test_a_sale_or_a_change_makes_the_copy_stale(api: APIClient, as_role: AsRole, chair: Product) -> None:
    path = f"/api/products/{chair.pk}/"
    first = api.get(path)["ETag"]
    hold((chair, 1))
    second = api.get(path, HTTP_IF_NONE_MATCH=first)
    assert (second.status_code, second.json()["stock"]["available"]) == (200, 9)
    as_role("admin").patch(path, {"price": "1.00"}, HTTP_IF_MATCH=second["ETag"])
    third = api.get(path, HTTP_IF_NONE_MATCH=second["ETag"])
    assert (third.status_code, third.json()["price"]) == (200, "1.00")
    assert len({first, second["ETag"], third["ETag"]}) == 3


def test_who_counts_the_stock_is_told_what_is_reserved(as_role: AsRole, make_product: Make) -> None:
    product = make_product(by=principal("vendor", "vendor"))
    hold((product, 3))
    managed = {"available": 7, "level": "in_stock", "on_hand": 10, "reserved": 3}
    told = {
        name: as_role(role, username=name).get(f"/api/products/{product.pk}/").json()["stock"]
        for name, role in [("root", "admin"), ("vendor", "vendor"), ("rival", "vendor"), ("alice", "customer")]
    }
    plain = {"available": 7, "level": "in_stock"}
    assert told == {"root": managed, "vendor": managed, "rival": plain, "alice": plain}


def test_parameters_are_not_known_here(api: APIClient, chair: Product) -> None:
    assert_problem(api.get(f"/api/products/{chair.pk}/?fields=name"), 400, "unknown-parameter")
