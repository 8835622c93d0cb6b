"""What a category holds: written down with every change, folded by the worker, never counted."""

from __future__ import annotations

import pytest

from product_service.catalog import shelves
from product_service.catalog.counts import counts_fold, counts_make
from product_service.catalog.models import Category, CategoryMove, Product
from product_service.catalog.services import ProductChanges, product_change, product_delete, product_restore
from product_service.tests.support import Make, principal

pytestmark = pytest.mark.django_db


def told() -> dict[str, int]:
    return {shelf.category.slug: shelf.products for shelf in shelves.shelves()}


def counted() -> dict[str, int]:
    return {slug: Product.objects.filter(category=slug, active=True).count() for slug in told()}


def test_every_way_in_and_out_is_written_down(make_product: Make) -> None:
    first, second = make_product(), make_product()
    Category.objects.create(slug="attic", name="Attic", tint="#FFFFFF")
    product_change(
        by=principal(), product_id=first.pk, unchanged=lambda _: True, given=ProductChanges(category="attic")
    )
    assert told() == counted() == {"attic": 1, "home": 1}
    product_delete(by=principal(), product_id=second.pk, unchanged=lambda _: True)
    assert told() == counted() == {"attic": 1, "home": 0}
    product_restore(by=principal(), product_id=second.pk)
    product_restore(by=principal(), product_id=second.pk)
    product_change(by=principal(), product_id=second.pk, unchanged=lambda _: True, given=ProductChanges(name="Renamed"))
    assert told() == counted() == {"attic": 1, "home": 1}


def test_folding_changes_where_it_stands_and_not_what_it_says(make_product: Make) -> None:
    for _ in range(3):
        make_product()
    assert counts_fold() == 3
    assert (Category.objects.get().counted, CategoryMove.objects.count(), told()) == (3, 0, {"home": 3})
    assert counts_fold() == 0


def test_counting_anew_includes_what_is_not_folded_yet(make_product: Make) -> None:
    make_product()
    copy = Product.objects.get()
    copy.pk, copy.sku = None, "PAST-THE-USE-CASES"
    copy.save()
    counts_make()
    assert told() == {"home": 2}
    counts_fold()
    assert (Category.objects.get().counted, told()) == (2, {"home": 2})
