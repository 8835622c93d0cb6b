from __future__ import annotations

import pytest

from product_service.catalog.domain.errors import NotYourProduct, ProductChanged, SkuTaken
from product_service.catalog.models import Product
from product_service.catalog.services import ProductChanges, product_change
from product_service.stock.domain.errors import StockBelowReserved
from product_service.stock.models import StockMovement
from product_service.tests.support import assert_books_balance, found_by, hold, principal, shelf
from servicekit.auth.principal import Principal
from servicekit.errors import NotFound, ValidationFailed
from servicekit.testing.events import Published


def change(product: Product, *, by: Principal | None = None, unchanged: bool = True, **given: object) -> Product:
    return product_change(
        by=by or principal(),
        product_id=product.pk,
        unchanged=lambda _: unchanged,
        given=ProductChanges(**given),  # type: ignore[arg-type] # the tests name the fields
    )


def test_what_is_given_changes_and_the_rest_stays(chair: Product, published: Published) -> None:
    changed = change(chair, price="129.50", name="Älder chair")
    chair.refresh_from_db()
    assert (chair.name, chair.price.decimal(), chair.description, chair.version) == (
        "Älder chair",
        "129.50",
        "Solid alder.",
        2,
    )
    assert chair.updated_at > chair.created_at
    assert changed.stock.available == 10
    assert published()[-1].subject == "product.updated.v1"
    assert published()[-1].data["changed"] == ["name", "price"]
    assert published()[-1].data["version"] == 2


def test_a_new_name_is_found_and_the_old_one_is_not(chair: Product) -> None:
    change(chair, name="Oak stool")
    assert found_by(search="oak") == [chair]
    assert found_by(search="chair") == []


def test_a_count_is_a_correction_in_the_books(chair: Product) -> None:
    hold((chair, 4))
    change(chair, stock=6)
    assert shelf(chair) == (6, 4)
    assert [(row.kind, row.quantity) for row in StockMovement.objects.order_by("id")] == [
        ("received", 10),
        ("adjusted", -4),
    ]
    assert_books_balance()


def test_a_count_that_changes_nothing_is_no_movement(chair: Product) -> None:
    change(chair, stock=10)
    assert StockMovement.objects.count() == 1


def test_promised_units_cannot_be_counted_away_and_nothing_else_changes(chair: Product, published: Published) -> None:
    hold((chair, 4))
    events = len(published())
    with pytest.raises(StockBelowReserved):
        change(chair, stock=3, price="1.00")
    chair.refresh_from_db()
    assert (chair.price_minor, chair.version, shelf(chair)) == (13900, 1, (10, 4))
    assert len(published()) == events


def test_a_stale_change_changes_nothing(chair: Product) -> None:
    with pytest.raises(ProductChanged):
        change(chair, unchanged=False, price="1.00", stock=1)
    chair.refresh_from_db()
    assert (chair.price_minor, chair.version, shelf(chair)) == (13900, 1, (10, 0))


def test_a_vendor_changes_his_own_products_only(chair: Product) -> None:
    with pytest.raises(NotYourProduct):
        change(chair, by=principal("vendor", "vendor"), price="1.00")
    chair.refresh_from_db()
    assert chair.price_minor == 13900


def test_another_products_sku_is_taken(chair: Product, lamp: Product) -> None:
    with pytest.raises(SkuTaken):
        change(lamp, sku=chair.sku)
    lamp.refresh_from_db()
    assert (lamp.sku, lamp.version) == ("SKU-2", 1)


def test_a_new_currency_needs_a_new_price(chair: Product) -> None:
    with pytest.raises(ValidationFailed):
        change(chair, currency="JPY")
    assert change(chair, currency="JPY", price="15000").price.decimal() == "15000"


def test_what_is_off_sale_is_not_there(chair: Product) -> None:
    Product.objects.update(active=False)
    with pytest.raises(NotFound):
        change(chair, price="1.00")
