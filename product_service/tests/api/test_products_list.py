from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from product_service.catalog.models import Category, Product
from product_service.catalog.selectors import listing
from product_service.tests.support import Make, hold
from servicekit.testing.api import assert_problem

Names = Callable[..., list[str]]


@pytest.fixture
def names(api: APIClient) -> Names:
    """`names(search="chair")`: the names answered, in order."""

    def ask(**query: Any) -> list[str]:
        answer = api.get(f"/api/products/?{urlencode(query)}")
        assert answer.status_code == 200, answer.content
        return [product["name"] for product in answer.json()["results"]]

    return ask


@pytest.fixture
def shop(make_product: Make) -> dict[str, Product]:
    """Four products; the teapot is the best seller, the projector is sold out."""
    Category.objects.create(slug="photo-video", name="Photo & video", tint="#ECEDF2", position=2)
    listed = {
        "chair": make_product(name="Alder chair", price="139.00"),
        "teapot": make_product(name="Cherry teapot", price="42.00", description="Goes with the chair.", sku="TEA-12"),
        "projector": make_product(name="Matinee projector", price="529.00", category="photo-video", stock=0),
        "bulb": make_product(name="Glow bulb", price="14.90"),
    }
    Product.objects.filter(pk=listed["teapot"].pk).update(units_sold=9)
    return listed


def test_the_shape_of_a_product(api: APIClient, chair: Product) -> None:
    hold((chair, 6))
    answer = api.get("/api/products/").json()
    assert answer == {
        "count": 1,
        "count_relation": "exact",
        "next": None,
        "previous": None,
        "corrected_query": None,
        "results": [
            {
                "id": chair.pk,
                "sku": "SKU-1",
                "name": "Alder chair",
                "description": "Solid alder.",
                "category": {"slug": "home", "name": "Home & kitchen", "tint": "#FBE9DC"},
                "vendor": None,
                "price": "139.00",
                "currency": "EUR",
                "stock": {"available": 4, "level": "low"},
                "rating": {"average": None, "count": 0},
                "image": {"url": "/media/products/1f4e6.webp", "alt": "Alder chair"},
                "images": [
                    {
                        "id": None,
                        "url": "/media/products/1f4e6.webp",
                        "alt": "Alder chair",
                        "width": 256,
                        "height": 256,
                        "sources": [{"url": "/media/products/1f4e6.webp", "width": 256}],
                    }
                ],
                "created_at": chair.created_at.isoformat().replace("+00:00", "Z"),
                "updated_at": chair.updated_at.isoformat().replace("+00:00", "Z"),
            }
        ],
    }


def test_a_page_costs_four_queries_however_long_it_is(
    api: APIClient, make_product: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        make_product()
    with django_assert_num_queries(4):  # the tree of categories, the ids of the page, that those are all, their rows
        answer = api.get("/api/products/?category=home&in_stock=true&min_price=1&page_size=30")
    assert len(answer.json()["results"]) == 30


def test_a_list_with_more_pages_is_counted_once(
    api: APIClient, make_product: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        make_product()
    with django_assert_num_queries(3):
        first = api.get("/api/products/?page_size=2").json()
    with django_assert_num_queries(2):
        second = api.get(first["next"]).json()
    assert (first["count"], second["count"]) == (5, 5)


def test_few_among_many_cost_six_queries(
    api: APIClient, make_product: Make, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: Any
) -> None:
    """A page that is not found at once: how many each filter leaves, then those of the first that leaves few."""
    monkeypatch.setattr(listing, "FEW", 3)
    for number in range(9):
        make_product(price=f"{number + 1}.00", stock=number % 2)
    with django_assert_num_queries(6):
        answer = api.get("/api/products/?min_price=8.00&in_stock=true&category=home&page_size=9").json()
    assert [product["price"] for product in answer["results"]] == ["8.00"]


def test_best_sellers_come_first(shop: dict[str, Product], names: Names) -> None:
    assert names() == ["Cherry teapot", "Alder chair", "Matinee projector", "Glow bulb"]


def test_what_is_off_sale_is_not_listed(shop: dict[str, Product], names: Names) -> None:
    Product.objects.filter(name="Glow bulb").update(active=False)
    assert "Glow bulb" not in names()


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("chair", ["Alder chair", "Cherry teapot"]),  # in the name beats best selling
        ("CHÁIR", ["Alder chair", "Cherry teapot"]),
        ("chai alde", ["Alder chair"]),
        ("photo", ["Matinee projector"]),
        ("tea-12", ["Cherry teapot"]),
        ("hairs and graces", []),
        ("chair sofa", []),
        ("", ["Cherry teapot", "Alder chair", "Matinee projector", "Glow bulb"]),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("' OR 1=1 --", []),
    ],
)
def test_search_finds_beginnings_of_words_everywhere(
    shop: dict[str, Product], names: Names, search: str, found: list[str]
) -> None:
    assert names(search=search) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"category": "photo-video"}, ["Matinee projector"]),
        ({"category": "nowhere"}, []),
        ({"min_price": "42.00"}, ["Cherry teapot", "Alder chair", "Matinee projector"]),
        ({"min_price": "42.01", "max_price": "139"}, ["Alder chair"]),
        ({"max_price": "0"}, []),
        ({"in_stock": "true"}, ["Cherry teapot", "Alder chair", "Glow bulb"]),
        ({"in_stock": "false"}, ["Matinee projector"]),
        ({"ordering": "price"}, ["Glow bulb", "Cherry teapot", "Alder chair", "Matinee projector"]),
        ({"ordering": "-price"}, ["Matinee projector", "Alder chair", "Cherry teapot", "Glow bulb"]),
        ({"ordering": "name"}, ["Alder chair", "Cherry teapot", "Glow bulb", "Matinee projector"]),
        ({"ordering": "-name"}, ["Matinee projector", "Glow bulb", "Cherry teapot", "Alder chair"]),
        ({"ordering": "newest"}, ["Glow bulb", "Matinee projector", "Cherry teapot", "Alder chair"]),
        ({"search": "chair", "ordering": "price"}, ["Cherry teapot", "Alder chair"]),
    ],
)
def test_filters_and_orders(shop: dict[str, Product], names: Names, query: dict[str, str], found: list[str]) -> None:
    assert names(**query) == found


def test_a_unit_that_is_held_is_not_in_stock(lamp: Product, chair: Product, names: Names) -> None:
    hold((lamp, 5))
    assert names(in_stock="true") == ["Alder chair"]


def test_other_currencies_are_not_compared_with(make_product: Make, names: Names) -> None:
    make_product(name="Dear in yen", price="900", currency="JPY")
    make_product(name="Cheap in euros", price="9.00")
    assert names(max_price="10.00") == ["Cheap in euros"]


def test_pages_do_not_overlap_and_link_without_a_host(api: APIClient, make_product: Make) -> None:
    made = [make_product().pk for _ in range(5)]
    seen: list[int] = []
    link = "/api/products/?page_size=2"
    while link:
        answer = api.get(link, HTTP_HOST="evil.example", HTTP_X_FORWARDED_HOST="evil.example").json()
        seen += [product["id"] for product in answer["results"]]
        link = answer["next"]
        assert "evil" not in str(answer)
    assert seen == made


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["0", "-1", "abc", "1e9", "1000000000", "1.0", "", "१"])
def test_a_page_that_is_no_page_is_refused(api: APIClient, page: str) -> None:
    answer = api.get("/api/products/", {"page": page})
    problem = assert_problem(answer, 400, "validation-error")
    assert problem["errors"][0]["pointer"] == "/page"


@pytest.mark.django_db
@pytest.mark.parametrize("size", ["0", "-5", "101", "all", "9" * 50])
def test_a_page_size_out_of_range_is_refused(api: APIClient, size: str) -> None:
    assert_problem(api.get("/api/products/", {"page_size": size}), 400, "validation-error")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        {"price__gt": "1"},
        {"name__regex": "(a+)+$"},
        {"Search": "chair"},
        {"vendor_id": "1"},
        {"search": "chair", "limit": "5"},
        {"format": "xml"},
    ],
)
def test_unknown_parameters_are_refused(api: APIClient, query: dict[str, str]) -> None:
    assert_problem(api.get("/api/products/", query), 400, "unknown-parameter")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"min_price": "NaN"}, "/min_price"),
        ({"min_price": "1e3"}, "/min_price"),
        ({"min_price": "-1"}, "/min_price"),
        ({"max_price": "1.999"}, "/max_price"),
        ({"max_price": "12,50"}, "/max_price"),
        ({"min_price": "10", "max_price": "5"}, "/max_price"),
        ({"in_stock": "yes"}, "/in_stock"),
        ({"ordering": "price__lt"}, "/ordering"),
        ({"ordering": "vendor_id"}, "/ordering"),
        ({"search": "a\x00b"}, "/search"),
        ({"search": "\u202echair"}, "/search"),
        ({"category": "\x00"}, "/category"),
    ],
)
def test_values_that_mean_nothing_are_refused(api: APIClient, query: dict[str, str], pointer: str) -> None:
    problem = assert_problem(api.get("/api/products/", query), 400, "validation-error")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "search", ["x" * 201, "x" * 10_240, "word " * 5000, "a b c d e f g h i j k l m n o p q r s t u"]
)
def test_a_search_that_is_too_much_is_refused_at_once(api: APIClient, search: str) -> None:
    api.get("/api/products/", {"page": "0"})  # imports and URL resolving are not what is measured
    began = time.thread_time()  # CPU time, which a busy machine does not stretch
    answer = api.get("/api/products/", {"search": search})
    assert time.thread_time() - began < 0.1  # the promise is 20 ms
    assert_problem(answer, 400, "validation-error")


@pytest.mark.django_db
def test_answers_are_json(api: APIClient) -> None:
    assert_problem(api.get("/api/products/", HTTP_ACCEPT="application/xml"), 406, "not-acceptable")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "PROPFIND", "TRACE"])
def test_other_methods_are_not_offered(as_role: Callable[..., APIClient], method: str) -> None:
    assert_problem(as_role("admin").generic(method, "/api/products/"), 405, "method-not-allowed")


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["Bearer nonsense", "Basic YTpi", "Bearer", "Bearer a.b.c"])
def test_a_bad_token_is_no_anonymous_visitor(api: APIClient, header: str) -> None:
    assert_problem(api.get("/api/products/", HTTP_AUTHORIZATION=header), 401, "token-invalid")


@pytest.mark.parametrize("path", ["/api/products", "/api/v1/products/", "/api/v1/products"])
def test_every_spelling_of_the_path_answers(api: APIClient, chair: Product, path: str) -> None:
    assert api.get(path).json()["count"] == 1


@pytest.mark.parametrize("letter", ["\ud55c", "\ufdfa", "\U00020000", "W"])
def test_the_longest_name_in_any_script_leads_to_the_next_page(api: APIClient, make_product: Make, letter: str) -> None:
    products = [make_product(name=letter * 200, sku=f"LONG-{number}").pk for number in range(3)]
    answer = api.get("/api/products/?ordering=name&page_size=2").json()
    assert [one["id"] for one in answer["results"]] == products[:2]
    answer = api.get(answer["next"])
    assert answer.status_code == 200, answer.content
    assert [one["id"] for one in answer.json()["results"]] == products[2:]
