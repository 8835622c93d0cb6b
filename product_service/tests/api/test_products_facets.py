from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from product_service.catalog.models import Category, Product
from product_service.tests.support import Make, principal
from servicekit.testing.api import assert_problem

FACETS = "/api/products/facets/"


@pytest.fixture
def shop(make_product: Make) -> dict[str, Product]:
    home, _ = Category.objects.get_or_create(slug="home", defaults={"name": "Home & kitchen", "tint": "#FBE9DC"})
    Category.objects.create(slug="lamps", name="Lamps", tint="#FFFFFF", parent=home)
    made = {
        "chair": make_product(price="139.00"),
        "lamp": make_product(name="Reading lamp", price="25.00", category="lamps", by=principal("vendor", "vendor")),
        "bulb": make_product(name="Glow bulb", price="9.99", category="lamps", stock=0),
        "yen": make_product(name="Kokeshi", price="900", currency="JPY"),
    }
    Product.objects.filter(pk=made["lamp"].pk).update(rating=430, rating_count=3)
    return made


def test_the_figures_beside_a_list(api: APIClient, shop: dict[str, Product]) -> None:
    vendor = Product.objects.get(pk=shop["lamp"].pk).vendor_id
    assert api.get(FACETS).json() == {
        "count": 4,
        "count_relation": "exact",
        "categories": [
            {"slug": "home", "name": "Home & kitchen", "parent": None, "count": 4},
            {"slug": "lamps", "name": "Lamps", "parent": "home", "count": 2},
        ],
        "prices": [
            {"min": "0.00", "max": "9.99", "count": 1},
            {"min": "25.00", "max": "49.99", "count": 1},
            {"min": "100.00", "max": "249.99", "count": 1},
        ],
        "ratings": [{"min_rating": stars, "count": int(stars <= 4)} for stars in (5, 4, 3, 2, 1)],
        "in_stock": {"available": 3, "sold_out": 1},
        "vendors": [{"id": str(vendor), "count": 1}],
    }


@pytest.mark.parametrize("query", ["category=lamps", "min_price=10&max_price=200", "in_stock=true", "search=lamp"])
def test_they_count_what_the_list_shows(api: APIClient, shop: dict[str, Product], query: str) -> None:
    listed, figures = api.get(f"/api/products/?{query}").json(), api.get(f"{FACETS}?{query}").json()
    assert figures["count"] == listed["count"] == len(listed["results"]) > 0
    assert sum(figures["in_stock"].values()) == listed["count"]


def test_each_price_band_is_a_filter_that_shows_as_many(api: APIClient, shop: dict[str, Product]) -> None:
    for band in api.get(FACETS).json()["prices"]:
        bounds = {"min_price": band["min"], "max_price": band["max"]}
        assert api.get("/api/products/", bounds).json()["count"] == band["count"]


def test_they_cost_four_queries(
    api: APIClient, shop: dict[str, Product], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):  # which products, their facts, how many, the tree of categories
        api.get(FACETS)


def test_nothing_is_no_mistake(api: APIClient, shop: dict[str, Product]) -> None:
    assert api.get(f"{FACETS}?category=nowhere").json()["count"] == 0
    assert api.get(f"{FACETS}?search=nothingatallthatresembles").json()["categories"] == []


def test_mine_is_for_managers(api: APIClient, as_role: Callable[..., APIClient], shop: dict[str, Product]) -> None:
    assert_problem(api.get(f"{FACETS}?mine=true"), 401, "unauthenticated")
    assert_problem(as_role("customer").get(f"{FACETS}?mine=true"), 403, "forbidden")
    assert as_role("vendor", username="vendor").get(f"{FACETS}?mine=true").json()["count"] == 1


@pytest.mark.parametrize("query", ["page=1", "cursor=x", "page_size=5", "colour=red"])
def test_what_is_no_filter_is_refused(api: APIClient, db: None, query: str) -> None:
    assert_problem(api.get(f"{FACETS}?{query}"), 400, "unknown-parameter")


def test_a_good_copy_is_not_sent_again(api: APIClient, shop: dict[str, Product]) -> None:
    tag = api.get(FACETS)["ETag"]
    assert api.get(FACETS, HTTP_IF_NONE_MATCH=tag).status_code == 304
