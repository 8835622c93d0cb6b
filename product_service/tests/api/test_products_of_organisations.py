"""What vendors see and manage: their organisation's products, and others' not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from rest_framework.test import APIClient

from product_service.catalog.models import Category, Product
from product_service.catalog.selectors import ProductFilter, scans
from product_service.catalog.selectors.paths import Asked, in_order
from product_service.catalog.services import manager
from product_service.tests.support import Make, body, found_by, principal
from servicekit.testing.api import assert_problem

pytestmark = pytest.mark.django_db
AsRole = Callable[..., APIClient]
NORDLYS, OTHER = str(uuid4()), str(uuid4())
LIST = "/api/products/"


@pytest.fixture
def lamp(make_product: Make) -> Product:
    """Listed by Vera, who sells for Nordlys."""
    return make_product(sku="LAMP", by=principal("vendor", "vera", NORDLYS))


@pytest.fixture
def vase(make_product: Make) -> Product:
    """Victor's own: he sells for nobody."""
    return make_product(sku="VASE", by=principal("vendor", "victor"))


def reprice(client: APIClient, product: Product) -> Any:
    return client.patch(f"{LIST}{product.pk}/", {"price": "1.00"}, HTTP_IF_MATCH="*")


def skus(client: APIClient) -> list[str]:
    answer = client.get(f"{LIST}?mine=true&ordering=name")
    assert answer.status_code == 200, answer.content
    return sorted(row["sku"] for row in answer.json()["results"])


def test_what_a_vendor_lists_is_the_organisations(as_role: AsRole, home: Category) -> None:
    assert as_role("vendor", "vera", org=NORDLYS).post(LIST, body()).status_code == 201
    assert str(Product.objects.get().organisation_id) == NORDLYS


def test_nobody_names_the_owner_of_what_he_lists(as_role: AsRole) -> None:
    told = as_role("vendor", "vera", org=NORDLYS).post(LIST, body() | {"organisation_id": OTHER})
    assert_problem(told, 400, "unknown-field")
    assert not Product.objects.exists()


def test_every_vendor_of_the_organisation_manages_its_products(as_role: AsRole, lamp: Product) -> None:
    colleague = as_role("vendor", "vito", org=NORDLYS)
    assert reprice(colleague, lamp).status_code == 200
    assert "on_hand" in colleague.get(f"{LIST}{lamp.pk}/").json()["stock"]
    lamp.refresh_from_db()
    assert (lamp.price_minor, str(lamp.organisation_id)) == (100, NORDLYS)


@pytest.mark.parametrize("org", [None, OTHER])
def test_who_left_the_organisation_leaves_its_products_there(as_role: AsRole, lamp: Product, org: str | None) -> None:
    vera = as_role("vendor", "vera", **({"org": org} if org else {}))
    assert_problem(reprice(vera, lamp), 403, "forbidden")
    assert_problem(vera.delete(f"{LIST}{lamp.pk}/", HTTP_IF_MATCH="*"), 403, "forbidden")
    assert "on_hand" not in vera.get(f"{LIST}{lamp.pk}/").json()["stock"]
    lamp.refresh_from_db()
    assert (lamp.version, lamp.active) == (1, True)


def test_who_joins_an_organisation_manages_its_products_only(as_role: AsRole, lamp: Product, vase: Product) -> None:
    victor = as_role("vendor", "victor", org=NORDLYS)
    assert reprice(victor, lamp).status_code == 200
    assert_problem(reprice(victor, vase), 403, "forbidden")


def test_others_of_an_organisation_manage_nothing(as_role: AsRole, lamp: Product) -> None:
    for role in ("customer", "viewer"):
        assert_problem(reprice(as_role(role, "vera", org=NORDLYS), lamp), 403, "forbidden")


def test_mine_is_what_one_manages(as_role: AsRole, chair: Product, lamp: Product, vase: Product) -> None:
    everything = sorted([chair.sku, "LAMP", "VASE"])
    assert skus(as_role("vendor", "vito", org=NORDLYS)) == ["LAMP"]
    assert skus(as_role("vendor", "vera", org=OTHER)) == []
    assert skus(as_role("vendor", "victor")) == ["VASE"]
    assert skus(as_role("vendor", "vera")) == []
    assert skus(as_role("admin")) == skus(as_role("staff")) == everything


def test_a_product_is_its_organisations_and_not_the_vendors_who_listed_it(api: APIClient, lamp: Product) -> None:
    """In lists and in searches alike: what `vendor` in the answer says is what the filter goes by."""
    by_id = {str(lamp.organisation_id): ["LAMP"], str(lamp.vendor_id): []}
    for seller, found in by_id.items():
        for search in ("", "&search=lamp"):
            shown = api.get(f"{LIST}?vendor={seller}{search}").json()["results"]
            assert [(one["sku"], one["vendor"]) for one in shown] == [(sku, seller) for sku in found]


def test_mine_is_for_managers(api: APIClient, as_role: AsRole, lamp: Product) -> None:
    assert_problem(api.get(f"{LIST}?mine=true"), 401, "unauthenticated")
    assert_problem(as_role("customer").get(f"{LIST}?mine=true"), 403, "forbidden")
    assert_problem(as_role("viewer").get(f"{LIST}?mine=true"), 403, "forbidden")


@pytest.mark.parametrize("wrong", ["false", "1", "", "TRUE"])
def test_mine_has_one_spelling(as_role: AsRole, wrong: str) -> None:
    assert_problem(as_role("vendor").get(f"{LIST}?mine={wrong}"), 400, "validation-error")


@pytest.mark.parametrize("org", ["nordlys", "1", "' or 1=1", 7, ["x"]])
def test_an_organisation_that_is_no_id_is_no_token(as_role: AsRole, lamp: Product, org: Any) -> None:
    assert_problem(as_role("vendor", "vera", org=org).get(f"{LIST}?mine=true"), 401, "token-invalid")


@pytest.mark.parametrize(("org", "index"), [(NORDLYS, "on_sale_organisation"), ("", "on_sale_vendor")])
def test_mine_is_found_by_its_index(lamp: Product, org: str, index: str) -> None:
    if connection.vendor != "sqlite":
        return  # for three rows PostgreSQL reads the table, index or not
    wanted = ProductFilter(managed_by=manager(principal("vendor", "vera", org)))
    question, values = scans.page(in_order(Asked(wanted)), None, size=20, bound=scans.ALL)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {question}", values)
        assert index in str(cursor.fetchall())


def test_rows_and_products_are_judged_alike(make_product: Make) -> None:
    """The condition of the list and the rule of the change are two spellings of one sentence."""
    sellers = [principal(), *(principal("vendor", name, org) for name in ("vera", "vito") for org in ("", NORDLYS))]
    listed = [make_product(by=seller) for seller in sellers]
    for seller in [*sellers, principal("vendor", "vera", OTHER)]:
        one = manager(seller)
        found = set(found_by(managed_by=one))
        assert found == {product for product in listed if one.may_manage(product.owner)}


def test_an_id_of_an_organisation_is_a_uuid(lamp: Product) -> None:
    lamp.refresh_from_db()
    assert lamp.organisation_id == UUID(NORDLYS)
