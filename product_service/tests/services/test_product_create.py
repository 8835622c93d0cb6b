from __future__ import annotations

from uuid import UUID

import pytest

from product_service.catalog.domain.errors import SkuTaken
from product_service.catalog.models import Category, Product
from product_service.stock.models import StockMovement
from product_service.tests.support import Make, assert_books_balance, principal, shelf
from servicekit.errors import ValidationFailed
from servicekit.testing.events import Published


def test_a_product_comes_with_its_first_delivery(make_product: Make, published: Published) -> None:
    product = make_product(sku="HOM-CHR-21", stock=12)
    assert shelf(product) == (12, 0)
    assert [(row.kind, row.quantity) for row in StockMovement.objects.all()] == [("received", 12)]
    [event] = published()
    assert (event.subject, event.aggregate, event.aggregate_id) == ("product.created.v1", "product", str(product.pk))
    assert event.data == {
        "product_id": product.pk,
        "sku": "HOM-CHR-21",
        "name": "Alder chair",
        "category": "home",
        "price_minor_units": 13900,
        "currency": "EUR",
        "version": 1,
    }
    assert_books_balance()


def test_nothing_delivered_is_no_movement(make_product: Make) -> None:
    assert shelf(make_product(stock=0)) == (0, 0)
    assert not StockMovement.objects.exists()


def test_a_sku_is_one_product(make_product: Make, published: Published) -> None:
    make_product(sku="SAME")
    with pytest.raises(SkuTaken) as refusal:
        make_product(sku="SAME", name="Another")
    assert [error.pointer for error in refusal.value.errors] == ["/sku"]
    assert Product.objects.count() == 1
    assert len(published()) == 1


def test_a_category_must_exist(make_product: Make, home: Category) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        make_product(category="cellar")
    assert [error.pointer for error in refusal.value.errors] == ["/category"]
    assert not Product.objects.exists()


def test_what_a_vendor_lists_is_his_own(make_product: Make) -> None:
    vendor = principal("vendor", "vendor")
    assert make_product(by=vendor).vendor_id == UUID(vendor.id)
    assert make_product().vendor_id is None
