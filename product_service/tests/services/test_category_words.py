"""A renamed or moved category is searched by its new name, and found below its new parent, a few products at a time."""

from __future__ import annotations

from typing import Any

import pytest

from product_service.catalog import rewording
from product_service.catalog.categories import CategoryChanges, category_change, category_create
from product_service.catalog.models import Category, Product
from product_service.catalog.rewording import products_reword
from product_service.tests.support import Make

pytestmark = pytest.mark.django_db


def change(slug: str, **given: Any) -> None:
    category_change(slug=slug, unchanged=lambda _: True, given=CategoryChanges(**given))


def found(word: str) -> list[int]:
    return list(Product.objects.filter(search_words__contains=f" {word}").order_by("pk").values_list("pk", flat=True))


def test_products_are_found_by_the_new_name(make_product: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    products = [make_product().pk for _ in range(5)]
    monkeypatch.setattr(rewording, "CHUNK", 2)
    monkeypatch.setattr(rewording, "AT_ONCE", 2)
    assert products_reword() == 0
    change("home", name="Dwelling")
    assert products_reword() == 4
    assert (found("dwelling"), found("kitchen")) == (products[:4], products[4:])
    assert products_reword() == 1
    assert (found("dwelling"), found("kitchen")) == (products, [])
    assert (Category.objects.get().reword_above, products_reword()) == (None, 0)
    assert set(Product.objects.values_list("version", flat=True)) == {1}


def test_what_is_below_a_moved_category_is_told_to_the_search(
    make_product: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_product()
    for slug, parent in (("garden", ""), ("lamps", "home"), ("desk", "lamps")):
        category_create(slug=slug, given=CategoryChanges(name=slug, tint="#FFFFFF", parent=parent))
    inside = make_product(category="desk").pk
    told: list[int] = []
    monkeypatch.setattr("product_service.catalog.rewording.search.products_changed", told.extend)
    change("lamps", parent="garden")
    products_reword()
    assert told == [inside]
    change("garden", tint="#000000", parent="")
    assert products_reword() == 0


def test_what_somebody_writes_meanwhile_is_not_written_over(make_product: Make) -> None:
    product = make_product()
    change("home", name="Dwelling")
    Product.objects.filter(pk=product.pk).update(name="Oak bench")
    products_reword()
    assert found("oak") == found("dwelling") == [product.pk]
