"""Lists against a model that reads every product and sorts them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from product_service.catalog.domain import words
from product_service.catalog.models import Category, Product
from product_service.catalog.selectors import listing
from product_service.stock.models import Stock

LIST = "/api/products/"
TREE = {"home": None, "kitchen": "home", "pans": "kitchen", "garden": None}
VERA, NORDLYS = UUID(int=1), UUID(int=2)
OWNERS = [(None, None), (VERA, None), (VERA, NORDLYS)]
ORDERS: dict[str, Callable[[Product], Any]] = {
    "popular": lambda one: (-one.units_sold, one.pk),
    "price": lambda one: (one.currency, one.price_minor, one.pk),
    "-price": lambda one: ([-ord(letter) for letter in one.currency], -one.price_minor, -one.pk),
    "name": lambda one: (one.name_words, one.pk),
    "-name": lambda one: ([-ord(letter) for letter in one.name_words], -one.pk),
    "newest": lambda one: -one.pk,
    "rating": lambda one: (-one.rating, -one.rating_count, one.pk),
}
made = st.fixed_dictionaries(
    {
        "category_id": st.sampled_from(sorted(TREE)),
        "price_minor": st.sampled_from([100, 999, 1000, 1001, 5000]),
        "currency": st.sampled_from(["EUR", "EUR", "JPY"]),
        "owner": st.sampled_from(OWNERS),
        "units_sold": st.sampled_from([0, 0, 7]),
        "in_stock": st.booleans(),
        "rating": st.sampled_from([0, 399, 400, 500]),
        "rating_count": st.integers(0, 2),
        "active": st.sampled_from([True, True, True, False]),
        "name": st.sampled_from(["Oak", "Oak", "Elm"]),
    }
)
asked = st.fixed_dictionaries(
    {"ordering": st.sampled_from(sorted(ORDERS)), "page_size": st.integers(1, 4)},
    optional={
        "category": st.sampled_from([*TREE, "nowhere"]),
        "min_price": st.sampled_from(["0", "9.99", "10.00"]),
        "max_price": st.sampled_from(["10.00", "50.00"]),
        "in_stock": st.sampled_from(["true", "false"]),
        "min_rating": st.sampled_from(["1", "4", "5"]),
        "vendor": st.sampled_from([str(VERA), str(NORDLYS)]),
    },
)


@pytest.fixture
def shelves(db: None) -> None:
    for slug, parent in TREE.items():
        Category.objects.create(slug=slug, name=slug, tint="#FFFFFF", parent=Category.objects.filter(pk=parent).first())


def fill(rows: list[dict[str, Any]]) -> list[Product]:
    Stock.objects.all().delete()
    Product.objects.all().delete()
    products = [new(number, **row) for number, row in enumerate(rows)]
    Product.objects.bulk_create(products)
    Stock.objects.bulk_create(Stock(product=one, on_hand=int(one.in_stock)) for one in products)
    return products


def new(number: int, *, owner: tuple[UUID | None, UUID | None], name: str, **given: Any) -> Product:
    vendor, organisation = owner
    told = {"name": name, "name_words": words.haystack(name), "search_words": words.haystack(name)}
    return Product(sku=f"S{number}", vendor_id=vendor, organisation_id=organisation, **told, **given)


def expected(products: list[Product], query: dict[str, Any]) -> list[int]:
    return [one.pk for one in sorted(filter(lambda one: fits(one, query), products), key=ORDERS[query["ordering"]])]


def fits(one: Product, query: dict[str, Any]) -> bool:
    low = int(float(query.get("min_price", 0)) * 100)
    high = int(float(query["max_price"]) * 100) if "max_price" in query else None
    return (
        one.active
        and ("category" not in query or query["category"] in ways(one.category_id))
        and (not low or (one.currency == "EUR" and one.price_minor >= low))
        and (high is None or (one.currency == "EUR" and one.price_minor <= high))
        and ("in_stock" not in query or one.in_stock is (query["in_stock"] == "true"))
        and ("min_rating" not in query or one.rating >= 100 * int(query["min_rating"]))
        and ("vendor" not in query or str(one.organisation_id or one.vendor_id) == query["vendor"])
    )


def ways(slug: str | None) -> list[str]:
    return [slug, *ways(TREE[slug])] if slug else []


def walked(api: APIClient, link: str, towards: str) -> Iterator[dict[str, Any]]:
    step: str | None = link
    while step:
        answer = api.get(step)
        assert answer.status_code == 200, answer.content
        yield answer.json()
        step = answer.json()[towards]


def ids(page: dict[str, Any]) -> list[int]:
    return [one["id"] for one in page["results"]]


@pytest.mark.parametrize("few", [1, 4_000])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(made, max_size=14), query=asked)
def test_every_filter_and_order_answers_what_reading_everything_does(
    api: APIClient, shelves: None, monkeypatch: pytest.MonkeyPatch, few: int, rows: list[dict[str, Any]], query: Any
) -> None:
    """Forward and back, page by page; `few` decides whether the order is walked or a filter's products are gathered."""
    monkeypatch.setattr(listing, "FEW", few)
    products = fill(rows)
    wanted, link = expected(products, query), f"{LIST}?{urlencode(query)}"
    if "min_price" in query and float(query["min_price"]) > float(query.get("max_price", 1e9)):
        return
    pages = list(walked(api, link, "next"))
    assert [one for page in pages for one in ids(page)] == wanted
    assert {(page["count"], page["count_relation"]) for page in pages} == {(len(wanted), "exact")}
    back = list(walked(api, pages[-1]["previous"], "previous")) if pages[-1]["previous"] else []
    assert [ids(page) for page in reversed(back)] == [ids(page) for page in pages[:-1]]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(made, min_size=4, max_size=12), query=asked, data=st.data())
def test_what_stays_is_seen_once_whatever_comes_and_goes_meanwhile(
    api: APIClient, shelves: None, rows: list[dict[str, Any]], query: Any, data: st.DataObject
) -> None:
    products = fill(rows)
    staying = data.draw(st.sets(st.sampled_from([one.pk for one in products])))
    seen: list[int] = []
    link: str | None = f"{LIST}?{urlencode({'ordering': query['ordering'], 'page_size': query['page_size']})}"
    while link:
        page = api.get(link).json()
        seen += ids(page)
        link = page["next"]
        Product.objects.exclude(pk__in=staying).update(
            price_minor=data.draw(st.integers(1, 6000)),
            units_sold=data.draw(st.integers(0, 9)),
            active=data.draw(st.booleans()),
        )
    for one in staying & {product.pk for product in products if product.active}:
        assert seen.count(one) == 1


@pytest.mark.parametrize("wrong", ["", "x", "{}A", "A{}", "{}=="])
def test_prd_26_a_cursor_that_was_changed_is_refused(api: APIClient, shelves: None, wrong: str) -> None:
    fill([row(units_sold=number) for number in range(3)])
    cursor = cursor_of(api.get(f"{LIST}?page_size=1").json()["next"])
    answer = api.get(LIST, {"page_size": "1", "cursor": wrong.format(cursor)})
    if wrong:
        assert (answer.status_code, answer.json()["type"]) == (400, "/problems/invalid-cursor")


@pytest.mark.parametrize("other", [{"ordering": "price"}, {"category": "home"}, {"min_rating": "1"}, {"search": "oak"}])
def test_prd_26_a_cursor_of_another_list_is_refused(api: APIClient, shelves: None, other: dict[str, str]) -> None:
    fill([row(units_sold=number) for number in range(3)])
    cursor = cursor_of(api.get(f"{LIST}?page_size=1").json()["next"])
    answer = api.get(LIST, {"page_size": "1", "cursor": cursor, **other})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/invalid-cursor")


def test_counting_stops_and_says_so(api: APIClient, shelves: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_COUNTED", 3)
    fill([row() for _ in range(5)])
    page = api.get(f"{LIST}?page_size=2").json()
    assert (page["count"], page["count_relation"]) == (3, "at_least")
    assert [(one["count"], one["count_relation"]) for one in walked(api, page["next"], "next")] == [(3, "at_least")] * 2


@pytest.mark.parametrize("query", ["page=501", "page=101&page_size=100"])
def test_a_page_far_from_the_front_has_no_number(api: APIClient, shelves: None, query: str) -> None:
    problem = api.get(f"{LIST}?{query}").json()
    assert (problem["type"], problem["errors"][0]["pointer"]) == ("/problems/validation-error", "/page")


def test_a_page_after_the_last_is_not_found(api: APIClient, shelves: None) -> None:
    fill([row()])
    assert api.get(f"{LIST}?page=2").status_code == 404


def test_a_numbered_page_leads_to_those_beside_it(api: APIClient, shelves: None) -> None:
    wanted = [one.pk for one in fill([row() for _ in range(5)])]
    middle = api.get(f"{LIST}?page=2&page_size=2").json()
    assert ids(middle) == wanted[2:4]
    assert ids(api.get(middle["next"]).json()) == wanted[4:]
    assert ids(api.get(middle["previous"]).json()) == wanted[:2]


def row(**given: Any) -> dict[str, Any]:
    plain = {"category_id": "home", "price_minor": 1000, "currency": "EUR", "owner": (None, None), "name": "Oak"}
    return plain | {"in_stock": True, "rating": 0, "rating_count": 0, "units_sold": 0, "active": True} | given


def cursor_of(link: str) -> str:
    return dict(parse_qsl(urlsplit(link).query))["cursor"]
