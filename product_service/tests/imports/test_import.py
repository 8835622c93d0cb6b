from __future__ import annotations

import pytest

from product_service.catalog.models import Product
from product_service.imports import folder
from product_service.tests.imports.sending import CHAIR, LAMP, file_of, worked_off
from product_service.tests.support import assert_books_balance

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]


def facts() -> list[tuple[object, ...]]:
    columns = ("sku", "name", "description", "category_id", "price_minor", "currency", "version", "stock__on_hand")
    return list(Product.objects.order_by("sku").values_list(*columns))


def test_products_that_nobody_knows_are_listed() -> None:
    job = worked_off(file_of(CHAIR, LAMP))
    assert (job.state, job.created, job.updated, job.unchanged, job.rows, job.rows_written) == ("done", 2, 0, 0, 2, 2)
    assert facts() == [
        ("HOM-CHR-1", "Birch chair", "Solid birch.", "home", 14900, "EUR", 1, 4),
        ("HOM-LMP-2", "Desk lamp", "Bends.", "home", 3950, "EUR", 1, 0),
    ]
    assert list(Product.objects.order_by("sku").values_list("in_stock", flat=True)) == [True, False]
    assert_books_balance()
    assert not folder.file_of(job.pk).exists()
