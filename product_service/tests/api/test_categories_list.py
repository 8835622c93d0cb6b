from __future__ import annotations

from collections.abc import Sequence

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from product_service.catalog import cached
from product_service.catalog.counts import counts_fold
from product_service.catalog.models import Category, Product
from product_service.catalog.services import product_delete
from product_service.tests.support import Make, principal
from servicekit.testing.api import assert_problem


def category(slug: str, *, parent: Category | None = None, position: int = 1) -> Category:
    return Category.objects.create(slug=slug, name=slug.title(), tint="#FFFFFF", position=position, parent=parent)


def test_categories_come_in_shelf_order_with_what_is_on_sale(
    api: APIClient, make_product: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_product()
    product_delete(by=principal(), product_id=make_product().pk, unchanged=lambda _: True)
    category("audio", position=2)
    category("zoo")
    with django_assert_num_queries(1):
        answer = api.get("/api/categories/")
    assert [(row["slug"], row["product_count"]) for row in answer.json()] == [("zoo", 0), ("audio", 0), ("home", 1)]
    assert answer.json()[0] == {
        "slug": "zoo",
        "name": "Zoo",
        "tint": "#FFFFFF",
        "parent": None,
        "position": 1,
        "depth": 0,
        "path": ["zoo"],
        "product_count": 0,
    }


@pytest.mark.parametrize("folded", [0, 3])
def test_a_category_counts_what_is_below_it_too(api: APIClient, make_product: Make, folded: int) -> None:
    make_product()
    lamps = category("lamps", parent=Category.objects.get(pk="home"))
    category("desk-lamps", parent=lamps)
    category("attic", position=9)
    make_product(category="desk-lamps")
    make_product(category="desk-lamps")
    if folded:
        assert counts_fold() == folded
    rows = api.get("/api/categories/").json()
    assert [(row["slug"], row["depth"], row["path"], row["product_count"]) for row in rows] == [
        ("home", 0, ["home"], 3),
        ("lamps", 1, ["home", "lamps"], 2),
        ("desk-lamps", 2, ["home", "lamps", "desk-lamps"], 2),
        ("attic", 0, ["attic"], 0),
    ]


def test_parameters_are_not_known_here(api: APIClient, db: None) -> None:
    assert_problem(api.get("/api/categories/?depth=2"), 400, "unknown-parameter")


class Remembering:
    """A Redis of one test."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get_several(self, keys: Sequence[str]) -> tuple[bool, list[bytes | None]]:
        return True, [self.kept.get(key) for key in keys]

    def put(self, key: str, value: bytes, *, seconds: int) -> None:
        assert seconds
        self.kept[key] = value


@pytest.mark.django_db(transaction=True)
def test_counts_are_remembered_until_a_product_changes(
    api: APIClient, make_product: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cached, "cache", Remembering())
    monkeypatch.setattr(cached, "enabled", lambda: True)
    first = make_product()
    [*_, before] = [api.get("/api/categories/").json() for _ in range(4)]
    Category.objects.update(counted=40)  # behind the use cases' back
    assert api.get("/api/categories/").json() == before
    product_delete(by=principal(), product_id=first.pk, unchanged=lambda _: True)
    assert api.get("/api/categories/").json()[0]["product_count"] == 40
    assert Product.objects.filter(active=True).count() == 0


def test_a_good_copy_is_not_sent_again(api: APIClient, make_product: Make) -> None:
    make_product()
    seen = api.get("/api/categories/")
    again = api.get("/api/categories/", HTTP_IF_NONE_MATCH=seen["ETag"])
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", seen["Cache-Control"])
    make_product()
    changed = api.get("/api/categories/", HTTP_IF_NONE_MATCH=seen["ETag"])
    assert (changed.status_code, changed.json()[0]["product_count"]) == (200, 2)
