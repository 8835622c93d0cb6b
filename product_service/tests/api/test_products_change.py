"""PUT, PATCH and DELETE of a product: who may, on what they saw, and what it does to the stock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from product_service.catalog.models import Product
from product_service.tests.support import Make, body, hold, principal, shelf
from servicekit.testing.api import assert_problem
from servicekit.testing.events import Published

AsRole = Callable[..., APIClient]

CALLS: list[tuple[str, dict[str, Any] | None]] = [("put", body()), ("patch", {"price": "1.00"}), ("delete", None)]


@pytest.fixture
def admin(as_role: AsRole) -> APIClient:
    return as_role("admin")


@pytest.fixture
def vendors(make_product: Make) -> Product:
    """A product of the vendor `vera`."""
    return make_product(sku="VERA-1", by=principal("vendor", "vera"))


def path(product: Product) -> str:
    return f"/api/products/{product.pk}/"


def tag(client: APIClient, product: Product) -> str:
    return str(client.get(path(product))["ETag"])


def unchanged(product: Product) -> bool:
    now = Product.objects.get(pk=product.pk)
    return (now.version, now.price_minor, now.active, shelf(now)) == (1, 13900, True, (10, 0))


REFUSED = {
    ("customer", "alice"): (403, "forbidden"),
    ("viewer", "victor"): (403, "forbidden"),
    ("vendor", "rival"): (403, "forbidden"),
}


# The PUT counts the stock as well: six are missing, and four are few.
TOLD = {
    "put": ["stock.adjusted", "stock.low", "product.updated"],
    "patch": ["product.updated"],
    "delete": ["product.deleted"],
}


@pytest.mark.parametrize(("method", "given"), CALLS)
@pytest.mark.parametrize("who", [("vendor", "vera"), ("staff", "steve"), ("admin", "root")])
def test_its_vendor_and_the_house_change_a_vendors_product(
    as_role: AsRole, vendors: Product, published: Published, method: str, given: dict[str, Any], who: tuple[str, str]
) -> None:
    client = as_role(*who)
    answer = getattr(client, method)(path(vendors), given, HTTP_IF_MATCH=tag(client, vendors))
    assert answer.status_code in {200, 204}, answer.content
    assert [event.type for event in published()][1:] == TOLD[method]


@pytest.mark.parametrize(("method", "given"), CALLS)
@pytest.mark.parametrize("who", REFUSED)
def test_nobody_else_does(
    as_role: AsRole, vendors: Product, published: Published, method: str, given: dict[str, Any], who: tuple[str, str]
) -> None:
    client = as_role(*who)
    answer = getattr(client, method)(path(vendors), given, HTTP_IF_MATCH=tag(client, vendors))
    assert_problem(answer, *REFUSED[who])
    assert unchanged(vendors)
    assert [event.type for event in published() if event.aggregate == "product"] == ["product.created"]


@pytest.mark.parametrize(("method", "given"), CALLS)
def test_an_anonymous_visitor_is_asked_to_sign_in(
    api: APIClient, vendors: Product, method: str, given: dict[str, Any]
) -> None:
    answer = getattr(api, method)(path(vendors), given, HTTP_IF_MATCH=tag(api, vendors))
    assert_problem(answer, 401, "unauthenticated")
    assert unchanged(vendors)


@pytest.mark.parametrize(("method", "given"), CALLS)
def test_a_vendor_does_not_touch_what_the_house_sells(
    as_role: AsRole, chair: Product, method: str, given: dict[str, Any] | None
) -> None:
    answer = getattr(as_role("vendor"), method)(path(chair), given, HTTP_IF_MATCH="*")
    assert_problem(answer, 403, "forbidden")
    assert unchanged(chair)


@pytest.mark.parametrize(("method", "given"), CALLS)
def test_without_if_match_nothing_changes(
    admin: APIClient, chair: Product, method: str, given: dict[str, Any] | None
) -> None:
    assert_problem(getattr(admin, method)(path(chair), given), 428, "precondition-required")
    assert unchanged(chair)


@pytest.mark.parametrize(("method", "given"), CALLS)
@pytest.mark.parametrize(
    "stale", ['"0-000000000000"', '"2-000000000000"', "garbage", '""', "W/", '"1"', "1-000000000000"]
)
def test_with_a_stale_or_senseless_tag_nothing_changes(
    admin: APIClient, chair: Product, method: str, given: dict[str, Any] | None, stale: str
) -> None:
    answer = getattr(admin, method)(path(chair), given, HTTP_IF_MATCH=stale)
    assert_problem(answer, 412, "precondition-failed")
    assert unchanged(chair)


def test_the_second_of_two_editors_is_told(admin: APIClient, chair: Product) -> None:
    seen = tag(admin, chair)
    first = admin.patch(path(chair), {"price": "1.00"}, HTTP_IF_MATCH=seen)
    second = admin.patch(path(chair), {"price": "2.00"}, HTTP_IF_MATCH=seen)
    assert first.status_code == 200
    assert_problem(second, 412, "precondition-failed")
    assert admin.get(path(chair)).json()["price"] == "1.00"


def test_the_answers_tag_is_good_for_the_next_change(admin: APIClient, chair: Product) -> None:
    first = admin.patch(path(chair), {"name": "Oak chair"}, HTTP_IF_MATCH=tag(admin, chair))
    second = admin.patch(path(chair), {"stock": 12}, HTTP_IF_MATCH=first["ETag"])
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json()["stock"]["on_hand"] == 12
    assert second["ETag"] == tag(admin, chair)


def test_a_price_changes_in_the_middle_of_sales(admin: APIClient, chair: Product) -> None:
    seen = tag(admin, chair)
    hold((chair, 1))
    assert admin.patch(path(chair), {"price": "1.00"}, HTTP_IF_MATCH=seen).status_code == 200


def test_a_count_made_before_a_sale_is_stale(admin: APIClient, chair: Product) -> None:
    seen = tag(admin, chair)
    hold((chair, 1))
    assert_problem(admin.patch(path(chair), {"stock": 12}, HTTP_IF_MATCH=seen), 412, "precondition-failed")
    assert shelf(chair) == (10, 1)


def test_a_weakened_tag_is_as_good(admin: APIClient, chair: Product) -> None:
    answer = admin.patch(path(chair), {"price": "1.00"}, HTTP_IF_MATCH=f"W/{tag(admin, chair)}")
    assert answer.status_code == 200


def test_promised_units_cannot_be_counted_away(admin: APIClient, chair: Product) -> None:
    hold((chair, 4))
    answer = admin.patch(path(chair), {"stock": 3}, HTTP_IF_MATCH=tag(admin, chair))
    problem = assert_problem(answer, 409, "stock-below-reserved")
    assert (problem["reserved"], problem["errors"][0]["pointer"]) == (4, "/stock")
    assert shelf(chair) == (10, 4)


def test_put_replaces_everything(admin: APIClient, chair: Product) -> None:
    answer = admin.put(path(chair), body(stock=9), HTTP_IF_MATCH=tag(admin, chair))
    assert answer.status_code == 200, answer.content
    made = answer.json()
    assert {name: made[name] for name in ("id", "sku", "name", "price")} == {
        "id": chair.pk,
        "sku": "HOM-CHR-22",
        "name": "Birch chair",
        "price": "149.00",
    }
    assert shelf(chair) == (9, 0)


def test_put_needs_everything(admin: APIClient, chair: Product) -> None:
    answer = admin.put(path(chair), {"price": "1.00"}, HTTP_IF_MATCH=tag(admin, chair))
    assert_problem(answer, 400, "validation-error")
    assert unchanged(chair)


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"price": "-1"}, "/price"),
        ({"price": "0.005"}, "/price"),
        ({"currency": "JPY"}, "/price"),
        ({"category": "cellar"}, "/category"),
        ({"stock": None}, "/stock"),
        ({"name": None}, "/name"),
    ],
)
def test_a_bad_value_changes_nothing(admin: APIClient, chair: Product, given: dict[str, Any], pointer: str) -> None:
    problem = assert_problem(admin.patch(path(chair), given, HTTP_IF_MATCH=tag(admin, chair)), 400, "validation-error")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert unchanged(chair)


@pytest.mark.parametrize("field", ["colour", "version"])
def test_a_field_that_is_not_known_changes_nothing(admin: APIClient, chair: Product, field: str) -> None:
    answer = admin.patch(path(chair), {field: 9}, HTTP_IF_MATCH=tag(admin, chair))
    assert [error["pointer"] for error in assert_problem(answer, 400, "unknown-field")["errors"]] == [f"/{field}"]
    assert unchanged(chair)


def test_another_products_sku_is_a_conflict(admin: APIClient, chair: Product, lamp: Product) -> None:
    answer = admin.patch(path(chair), {"sku": lamp.sku}, HTTP_IF_MATCH=tag(admin, chair))
    assert_problem(answer, 409, "conflict")
    assert unchanged(chair)


def test_a_deleted_product_is_gone_for_everybody(admin: APIClient, api: APIClient, chair: Product) -> None:
    answer = admin.delete(path(chair), HTTP_IF_MATCH=tag(admin, chair))
    assert (answer.status_code, answer.content) == (204, b"")
    assert_problem(api.get(path(chair)), 404, "not-found")
    assert_problem(admin.patch(path(chair), {"price": "1.00"}, HTTP_IF_MATCH="*"), 404, "not-found")
    assert_problem(admin.delete(path(chair), HTTP_IF_MATCH="*"), 404, "not-found")
