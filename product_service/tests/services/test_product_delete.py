from __future__ import annotations

import pytest

from product_service.catalog.domain.errors import NotYourProduct, ProductChanged
from product_service.catalog.models import Product
from product_service.catalog.selectors import product_on_sale
from product_service.catalog.services import product_delete
from product_service.stock.services import reservation_commit
from product_service.tests.support import hold, principal, shelf
from servicekit.errors import NotFound
from servicekit.testing.events import Published


def test_a_product_goes_off_sale_and_stays_for_the_orders_that_hold_it(chair: Product, published: Published) -> None:
    reservation = hold((chair, 2))
    product_delete(by=principal(), product_id=chair.pk, unchanged=lambda _: True)
    with pytest.raises(NotFound):
        product_on_sale(chair.pk)
    assert published()[-1].subject == "product.deleted.v1"
    assert published()[-1].data == {"product_id": chair.pk, "sku": chair.sku, "version": 2}
    assert reservation_commit(reservation_id=reservation.pk).state == "committed"
    assert shelf(chair) == (8, 0)


def test_a_second_delete_finds_nothing(chair: Product) -> None:
    product_delete(by=principal(), product_id=chair.pk, unchanged=lambda _: True)
    with pytest.raises(NotFound):
        product_delete(by=principal(), product_id=chair.pk, unchanged=lambda _: True)


def test_a_stale_or_foreign_delete_leaves_it_on_sale(chair: Product) -> None:
    with pytest.raises(ProductChanged):
        product_delete(by=principal(), product_id=chair.pk, unchanged=lambda _: False)
    with pytest.raises(NotYourProduct):
        product_delete(by=principal("vendor", "vendor"), product_id=chair.pk, unchanged=lambda _: True)
    assert product_on_sale(chair.pk).version == 1
