"""What shoppers are shown beside a product and for what they looked at, and what they tell by looking."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from product_service.catalog.models import Product
from product_service.recommendations.domain.kinds import Kind
from product_service.recommendations.models import Computation, Neighbour, View
from product_service.tests.support import Make
from servicekit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Computation:
    return Computation.objects.create(finished_at=clock.now(), running=False)


def beside(run: Computation, product: Product, *others: Product, kind: Kind = Kind.BOUGHT) -> None:
    Neighbour.objects.bulk_create(
        Neighbour(product=product, kind=kind, rank=rank, other=other, score=1 / rank, computation=run)
        for rank, other in enumerate(others, start=1)
    )


def test_what_goes_with_a_product_costs_three_queries(
    client: Client,
    chair: Product,
    lamp: Product,
    make_product: Make,
    run: Computation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip - one argument a line would be nine lines
    table = make_product(name="Table", stock=2)
    beside(run, chair, table, lamp)
    beside(run, chair, lamp, kind=Kind.VIEWED)
    with django_assert_num_queries(3):
        answer = client.get(f"/api/products/{chair.pk}/recommendations/")
    told = answer.json()
    assert [card["id"] for card in told["bought_together"]] == [table.pk, lamp.pk]
    assert [card["id"] for card in told["viewed_also"]] == [lamp.pk]
    assert told["computed_at"] is not None
    assert told["bought_together"][0] == {
        "id": table.pk,
        "name": "Table",
        "price": "139.00",
        "currency": "EUR",
        "category": {"slug": "home", "name": "Home & kitchen", "tint": "#FBE9DC"},
        "stock": {"available": 2, "level": "low"},
        "image": {"url": "/media/products/1f4e6.webp", "alt": "Table"},
        "rating": {"average": None, "count": 0},
    }


def test_before_any_computation_there_is_nothing_beside(client: Client, chair: Product) -> None:
    told = client.get(f"/api/products/{chair.pk}/recommendations/").json()
    assert told == {"bought_together": [], "viewed_also": [], "computed_at": None}


def test_what_went_off_sale_is_not_shown_and_has_nothing_beside_it(
    client: Client, chair: Product, lamp: Product, run: Computation
) -> None:
    beside(run, chair, lamp)
    beside(run, lamp, chair)
    Product.objects.filter(pk=lamp.pk).update(active=False)
    assert client.get(f"/api/products/{chair.pk}/recommendations/").json()["bought_together"] == []
    assert client.get(f"/api/products/{lamp.pk}/recommendations/").status_code == 404


def test_because_of_what_was_viewed_costs_two_queries(
    client: Client,
    chair: Product,
    lamp: Product,
    make_product: Make,
    run: Computation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip - as above
    table = make_product(name="Table")
    beside(run, chair, lamp, table, kind=Kind.VIEWED)
    with django_assert_num_queries(2):
        answer = client.get("/api/products/recommended/", {"viewed": f"{lamp.pk},{chair.pk}"})
    [row] = answer.json()["results"]
    assert row["because"] == {"id": chair.pk, "name": "Alder chair"}
    assert [card["id"] for card in row["products"]] == [table.pk]


@pytest.mark.parametrize("viewed", ["", "0", "1,", "a", "1, 2", "-1", "1;2", "9" * 19, ",".join("1" * 21)])
def test_what_is_no_list_of_ids_is_refused(client: Client, viewed: str) -> None:
    answer = client.get("/api/products/recommended/", {"viewed": viewed})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/viewed")


def test_a_look_is_kept_under_a_random_number(client: Client, chair: Product) -> None:
    visitor = uuid4()
    told = {"product_id": chair.pk, "visitor": str(visitor)}
    answer = client.post("/api/products/views/", told, content_type="application/json")
    assert (answer.status_code, answer.content) == (204, b"")
    assert list(View.objects.values_list("visitor", "product_id")) == [(visitor, chair.pk)]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"product_id": 999_999, "visitor": "6f1c2a54-0b7e-4c57-9d3e-2b1f0a9c8d7e"}, 404),
        ({"product_id": 0, "visitor": "6f1c2a54-0b7e-4c57-9d3e-2b1f0a9c8d7e"}, 400),
        ({"product_id": "1", "visitor": "6f1c2a54-0b7e-4c57-9d3e-2b1f0a9c8d7e"}, 400),
        ({"product_id": 1, "visitor": "me"}, 400),
        ({"product_id": 1}, 400),
        ({"product_id": 1, "visitor": "6f1c2a54-0b7e-4c57-9d3e-2b1f0a9c8d7e", "at": "now"}, 400),
        ([], 400),
    ],
)
def test_a_look_that_is_none_is_refused(client: Client, chair: Product, told: object, status: int) -> None:
    answer = client.post("/api/products/views/", told, content_type="application/json")
    assert answer.status_code == status
    assert not View.objects.exists()
