"""GET /api/products/suggest/."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from product_service.catalog.models import Category, Product
from product_service.search import shelves
from product_service.search.services import popularity_changed
from product_service.tests.support import Make

URL = "/api/products/suggest/"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    shelves.forget()


@pytest.fixture
def shop(make_product: Make) -> dict[str, Product]:
    Category.objects.create(slug="chairs", name="Chairs & stools", tint="#ECEDF2", position=2)
    listed = {
        "chair": make_product(name="Alder chair", category="chairs"),
        "charger": make_product(name="Charger cable", price="9.90"),
        "teapot": make_product(name="Cherry teapot"),
    }
    Product.objects.filter(pk=listed["charger"].pk).update(units_sold=9)
    popularity_changed([listed["charger"].pk])
    return listed


def ask(api: APIClient, typed: str) -> dict[str, Any]:
    answer = api.get(URL, {"q": typed})
    assert answer.status_code == 200, answer.content
    body: dict[str, Any] = answer.json()
    return body


def test_a_beginning_becomes_searches_categories_and_products(api: APIClient, shop: dict[str, Product]) -> None:
    assert ask(api, "cha") == {
        "queries": [{"text": "charger"}, {"text": "charger cable"}, {"text": "chair"}],
        "categories": [{"slug": "chairs", "name": "Chairs & stools"}],
        "products": [
            {
                "id": shop["charger"].pk,
                "name": "Charger cable",
                "price": "9.90",
                "currency": "EUR",
                "image": {"url": "/media/products/1f4e6.webp", "alt": "Charger cable"},
                "category": {"slug": "home", "name": "Home & kitchen", "tint": "#FBE9DC"},
            },
            {
                "id": shop["chair"].pk,
                "name": "Alder chair",
                "price": "139.00",
                "currency": "EUR",
                "image": {"url": "/media/products/1f4e6.webp", "alt": "Alder chair"},
                "category": {"slug": "chairs", "name": "Chairs & stools", "tint": "#ECEDF2"},
            },
        ],
    }


@pytest.mark.parametrize(
    ("typed", "queries"),
    [
        ("alder ch", ["alder chair"]),
        ("CHÉR", ["cherry", "cherry teapot"]),
        ("taepot", ["teapot"]),
        ("alder teapot", []),
        ("", []),
        ("  ", []),
        ("%_\"'*", []),
        ("x", []),
    ],
)
def test_each_search_that_is_proposed_finds_something(
    api: APIClient, shop: dict[str, Product], typed: str, queries: list[str]
) -> None:
    assert [one["text"] for one in ask(api, typed)["queries"]] == queries


def test_what_is_off_sale_is_not_proposed(api: APIClient, shop: dict[str, Product]) -> None:
    Product.objects.filter(pk=shop["chair"].pk).update(active=False)
    assert [one["name"] for one in ask(api, "chair")["products"]] == []


@pytest.mark.parametrize(
    ("query", "pointer"),
    [("", "/q"), ("?q=" + "x" * 101, "/q"), ("?q=a%00b", "/q"), ("?q=a&q=b", "/q")],
)
def test_what_is_no_question_is_refused(api: APIClient, query: str, pointer: str) -> None:
    answer = api.get(URL + query)
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_a_parameter_nobody_knows_is_refused(api: APIClient) -> None:
    answer = api.get(URL, {"q": "a", "limit": "500"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/unknown-parameter")


def test_a_copy_that_is_still_good_is_not_sent_again(api: APIClient, shop: dict[str, Product]) -> None:
    first = api.get(URL, {"q": "cha"})
    again = api.get(URL, {"q": "cha"}, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_keystroke_costs_three_queries_and_one_more_where_the_categories_are_a_second_old(
    api: APIClient,
    shop: dict[str, Product],
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shelves, "SECONDS", 3600)
    with django_assert_num_queries(4):
        ask(api, "cha")
    with django_assert_num_queries(3):
        ask(api, "chai")
