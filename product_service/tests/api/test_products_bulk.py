"""Many products in one request: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from product_service.catalog.models import Category, Product
from product_service.catalog.services import product_delete
from product_service.imports import bulk, writing
from product_service.imports.plan import There, products_there
from product_service.stock.services import reservation_commit
from product_service.tests.support import Make, assert_books_balance, body, hold, principal, shelf
from servicekit import clock
from servicekit.idempotency.models import IdempotencyRecord
from servicekit.testing.api import assert_problem
from servicekit.testing.events import Published
from servicekit.testing.faults import Faults

AsRole = Callable[..., APIClient]
URL = "/api/products/bulk/"


@pytest.fixture
def admin(as_role: AsRole, home: Category) -> APIClient:
    return as_role("admin")


def put(client: APIClient, rows: Any, key: str = "") -> Any:
    return client.post(URL, rows, format="json", HTTP_IDEMPOTENCY_KEY=key or str(uuid4()))


def rows(count: int, **changes: Any) -> list[dict[str, Any]]:
    return [body(sku=f"BULK-{n}", **changes) for n in range(count)]


def pointers(answer: Any, slug: str = "validation-error") -> list[tuple[str, str]]:
    return [(error["pointer"], error["code"]) for error in assert_problem(answer, 400, slug)["errors"]]


def test_rows_make_products_and_change_those_that_are_there(
    admin: APIClient, make_product: Make, published: Published
) -> None:
    chair = make_product(sku="BULK-1")
    answer = put(admin, [body(sku="BULK-0"), {"sku": "BULK-1", "price": "7.00", "stock": 3}])
    assert answer.status_code == 200, answer.content
    lamp = Product.objects.get(sku="BULK-0")
    assert answer.json() == {
        "created": 1,
        "updated": 1,
        "unchanged": 0,
        "results": [
            {"index": 0, "id": lamp.pk, "sku": "BULK-0", "created": True},
            {"index": 1, "id": chair.pk, "sku": "BULK-1", "created": False},
        ],
    }
    chair.refresh_from_db()
    assert (chair.price_minor, chair.name, chair.version, shelf(chair), shelf(lamp)) == (
        700,
        "Alder chair",
        2,
        (3, 0),
        (4, 0),
    )
    told = [one.data["products"] for one in published() if one.type == "products.imported"]
    assert [[one["sku"] for one in products] for products in told] == [["BULK-0", "BULK-1"]]
    counts = {row["slug"]: row["product_count"] for row in admin.get("/api/categories/").json()}
    assert counts == {"home": 2}
    assert_books_balance()


def test_prd_40_one_bad_row_and_nothing_is_written(admin: APIClient, published: Published) -> None:
    sent = rows(10)
    sent[6]["price"] = "-1"
    assert pointers(put(admin, sent)) == [("/6/price", "invalid")]
    sent[6]["price"] = "0.00"
    assert pointers(put(admin, sent)) == [("/6/price", "out-of-range")]
    assert (Product.objects.count(), published()) == (0, [])


BAD: dict[str, tuple[dict[str, Any], str, str]] = {
    "three digits": ({"price": "1.001"}, "/1/price", "invalid"),
    "no such category": ({"category": "nowhere"}, "/1/category", "unknown"),
    "no such picture": ({"image": {"url": "/media/products/0000.webp"}}, "/1/image/url", "unknown"),
    "somebody's picture": ({"image": {"url": f"/media/uploads/{'a' * 32}-512.webp"}}, "/1/image/url", "unknown"),
    "no price": ({"price": None}, "/1/price", "required"),
    "the same SKU twice": ({"sku": "BULK-0"}, "/1/sku", "repeated"),
    "stock": ({"stock": -1}, "/1/stock", "min-value"),
    "name": ({"name": "\u202egnp"}, "/1/name", "invalid-characters"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_mistake_is_pointed_at(admin: APIClient, name: str) -> None:
    changes, pointer, code = BAD[name]
    assert pointers(put(admin, [body(sku="BULK-0"), body(**{"sku": "BULK-1", **changes})])) == [(pointer, code)]
    assert Product.objects.count() == 0


def test_all_mistakes_are_told_at_once(admin: APIClient) -> None:
    sent = [{**body(sku="BULK-0"), "price": "1e3"}, {**body(sku="BULK-1"), "colour": "red"}, {"name": "No SKU"}]
    found = pointers(put(admin, sent))
    assert found == [("/0/price", "invalid"), ("/1/colour", "unknown-field"), ("/2/sku", "required")]


@pytest.mark.parametrize(
    ("sent", "slug"),
    [({}, "malformed-json"), ([], "validation-error"), ([1], "validation-error"), ([[]], "validation-error")],
)
def test_a_body_is_an_array_of_products(admin: APIClient, sent: Any, slug: str) -> None:
    assert_problem(put(admin, sent), 400, slug)


def test_five_hundred_and_no_more(admin: APIClient, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    assert pointers(put(admin, [{"sku": f"BULK-{n}"} for n in range(501)])) == [("/", "invalid")]
    with django_assert_max_num_queries(40):  # whatever the number of rows
        assert put(admin, rows(60)).json()["created"] == 60


def test_what_is_reserved_or_off_sale_is_left_alone(admin: APIClient, make_product: Make) -> None:
    chair, gone = make_product(sku="BULK-0"), make_product(sku="BULK-1")
    hold((chair, 2))
    product_delete(by=principal(), product_id=gone.pk, unchanged=lambda _: True)
    sent = [{"sku": "BULK-0", "stock": 1}, {"sku": "BULK-1", "price": "1.00"}, body(sku="BULK-2")]
    assert pointers(put(admin, sent)) == [("/0/stock", "stock-below-reserved"), ("/1/sku", "off-sale")]
    assert (shelf(chair), Product.objects.filter(sku="BULK-2").exists()) == ((10, 2), False)


def test_sent_twice_it_happens_once(admin: APIClient) -> None:
    key = str(uuid4())
    first, again = put(admin, rows(2), key), put(admin, rows(2), key)
    assert (first.json(), again["Idempotency-Replayed"]) == (again.json(), "true")
    assert_problem(put(admin, rows(3), key), 422, "idempotency-key-reused")
    assert_problem(admin.post(URL, rows(1), format="json"), 400, "idempotency-key-required")
    assert put(admin, rows(2)).json()["unchanged"] == 2
    assert Product.objects.count() == 2


WHO = {("customer", "alice"): 403, ("viewer", "victor"): 403, ("", ""): 401}


@pytest.mark.parametrize("who", WHO)
def test_only_those_who_sell_may(as_role: AsRole, api: APIClient, home: Category, who: tuple[str, str]) -> None:
    answer = put(as_role(*who) if who[0] else api, rows(1))
    assert answer.status_code == WHO[who]
    assert (Product.objects.count(), home.slug) == (0, "home")


def test_a_vendor_touches_no_other_s_product(as_role: AsRole, make_product: Make) -> None:
    chair = make_product(sku="BULK-0")
    answer = put(as_role("vendor", "vera"), [{"sku": "BULK-0", "price": "1.00"}, body(sku="BULK-1")])
    assert pointers(answer) == [("/0/sku", "taken")]
    chair.refresh_from_db()
    assert (chair.price_minor, Product.objects.count()) == (13900, 1)


def test_a_product_that_somebody_else_creates_meanwhile_is_changed_instead(
    admin: APIClient, make_product: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = products_there
    answers: list[dict[str, There]] = [{}]

    def too_early(skus: Any) -> Any:
        """What was there before the other one was created, once."""
        return answers.pop() if answers else looked(skus)

    make_product(sku="BULK-0")
    monkeypatch.setattr(writing, "products_there", too_early)
    answer = put(admin, [body(sku="BULK-0")])
    assert (answer.status_code, answer.json()["updated"]) == (200, 1), answer.content
    assert Product.objects.get().version == 2


def test_an_answer_that_was_lost_is_told_again_and_nothing_is_written_again(
    as_role: AsRole, home: Category, make_product: Make, faults: Faults
) -> None:
    client, key = as_role("admin"), str(uuid4())
    client.raise_request_exception = False
    chair = make_product(sku="BULK-0", stock=10)
    make_product(sku="BULK-2")
    sent = [{"sku": "BULK-0", "stock": 8}, body(sku="BULK-1"), {"sku": "BULK-2", "name": "Alder chair"}]
    faults(site="point", where="idempotency.before-answer-kept", effect="raise", times=1)
    assert put(client, sent, key).status_code == 500
    reservation_commit(reservation_id=hold((chair, 3)).pk)
    IdempotencyRecord.objects.update(lease_until=clock.now() - timedelta(seconds=1))
    answer = put(client, sent, key)
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert (told["created"], told["updated"], told["unchanged"]) == (1, 1, 1)
    assert [one["created"] for one in told["results"]] == [False, True, False]
    assert shelf(chair) == (5, 0)
    assert_books_balance()


def test_what_is_noted_of_the_largest_request_fits() -> None:
    noted = bulk._noted(500, range(bulk.MOST))
    assert len(noted) <= 128
    assert bulk._read_back(noted) == (500, list(range(500)))
