from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from product_service.catalog.models import Category, Product
from product_service.imports import export
from product_service.imports.reading import COLUMNS
from product_service.stock.models import StockMovement
from product_service.tests.imports.sending import worked_off
from product_service.tests.support import Make, hold, principal
from servicekit.testing.api import assert_problem

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]

AsRole = Callable[..., APIClient]
PATH = "/api/products/export/"


def lines(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200, answer.content
    assert answer.streaming
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.getvalue().decode(), newline="")))


def skus(answer: Any) -> list[str]:
    return [line[0] for line in lines(answer)[1:]]


def test_a_manager_gets_every_product_with_all_an_import_takes(as_role: AsRole, make_product: Make) -> None:
    chair = make_product(sku="CHAIR", stock=10)
    hold((chair, 3))
    make_product(sku="FREE", name="=cmd|' /C calc'!A0", description="", price="0.50", stock=0)
    assert lines(as_role("staff").get(PATH)) == [
        list(COLUMNS),
        ["CHAIR", "Alder chair", "Solid alder.", "home", "139.00", "EUR", "10", "/media/products/1f4e6.webp", ""],
        ["FREE", "'=cmd|' /C calc'!A0", "", "home", "0.50", "EUR", "0", "/media/products/1f4e6.webp", ""],
    ]


def test_the_filters_are_those_of_the_list(as_role: AsRole, make_product: Make, home: Category) -> None:
    Category.objects.create(slug="chairs", name="Chairs", tint="#FFFFFF", parent=home, position=1)
    make_product(sku="A", category="chairs", price="10.00")
    make_product(sku="B", price="20.00", stock=0, name="Reading lamp")
    make_product(sku="C", price="30.00")
    admin = as_role("admin")
    found = {
        query: skus(admin.get(f"{PATH}?{query}"))
        for query in (
            "category=home",
            "category=chairs",
            "category=nowhere",
            "min_price=15.00&max_price=25.00",
            "in_stock=true",
            "in_stock=false",
            "search=lamp",
            "search=%21",
            "min_rating=1",
            "mine=true&state=deleted",
        )
    }
    assert list(found.values()) == [["A", "B", "C"], ["A"], [], ["B"], ["A", "C"], ["B"], ["B"], [], [], []]
    assert_problem(admin.get(f"{PATH}?name__regex=x"), 400, "unknown-parameter")
    assert_problem(admin.get(f"{PATH}?min_price=-1"), 400, "validation-error")


def test_vendors_get_what_they_manage(as_role: AsRole, make_product: Make) -> None:
    make_product(sku="HOUSE")
    make_product(sku="MINE", by=principal("vendor", "alice"))
    make_product(sku="OTHER", by=principal("vendor", "bob"))
    assert skus(as_role("vendor", "alice").get(PATH)) == ["MINE"]
    assert skus(as_role("vendor", "bob").get(f"{PATH}?search=alder")) == ["OTHER"]


def test_nobody_else_gets_any(as_role: AsRole, api: APIClient) -> None:
    assert_problem(as_role("customer").get(PATH), 403, "forbidden")
    assert_problem(as_role("viewer").get(PATH), 403, "forbidden")
    assert_problem(api.get(PATH), 401, "unauthenticated")


def test_it_is_read_in_pieces_a_query_each(
    as_role: AsRole,
    make_product: Make,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    monkeypatch.setattr(export, "AT_ONCE", 2)
    for name in "ABCDE":
        make_product(sku=name)
    with django_assert_num_queries(5):  # whether the session is over; two, two, one, none
        assert skus(as_role("admin").get(PATH)) == list("ABCDE")


PLAIN = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"]) | st.sampled_from("'=+-@\",;")
NAMES = st.text(PLAIN, min_size=1, max_size=12).map(lambda text: f"n{text}".strip()) | st.sampled_from(
    ["'=1+1", "''=1", "=1", "'x", "@x", '"quoted"', "a,b;c", "-1", "＝x"]
)
DESCRIPTIONS = NAMES | st.sampled_from(["two\r\nlines", "two\nlines", "tab\tbed", "", "old\rmac", "=1\n+2"])


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(NAMES, DESCRIPTIONS, NAMES), min_size=1, max_size=3))
def test_an_export_read_back_changes_nothing(as_role: AsRole, texts: list[tuple[str, str, str]]) -> None:
    _emptied()
    for number, (name, description, alt) in enumerate(texts):
        sent = {
            "sku": f"SKU-{number}",
            "name": name,
            "description": description,
            "category": "home",
            "price": f"{number + 1}.50",
            "currency": "EUR",
            "stock": number,
            "image": {"url": "/media/products/1fa91.webp", "alt": alt},
        }
        assert as_role("admin").post("/api/products/", sent).status_code == 201
    before = list(Product.objects.order_by("id").values())
    job = worked_off(as_role("admin").get(PATH).getvalue())
    assert (job.state, job.unchanged, job.error_count) == ("done", len(texts), 0)
    assert list(Product.objects.order_by("id").values()) == before


def _emptied() -> None:
    StockMovement.objects.all().delete()
    for product in Product.objects.select_related("stock"):
        product.stock.delete()
    Product.objects.all().delete()
