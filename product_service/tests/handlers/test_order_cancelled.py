from __future__ import annotations

from product_service.catalog.models import Product
from product_service.stock.handlers import order_cancelled
from product_service.stock.models import StockMovement
from product_service.stock.services import reservation_commit
from product_service.tests.handlers.envelopes import order_event
from product_service.tests.support import assert_books_balance, hold, shelf
from servicekit.testing.events import deliver


def test_sold_units_come_back_once_however_often_it_is_delivered(chair: Product, lamp: Product) -> None:
    reservation_commit(reservation_id=hold((chair, 3), (lamp, 1)).pk)
    event = order_event("order.cancelled", lines=[(lamp, 1), (chair, 3)], stock_taken=True)
    assert deliver(order_cancelled, event, times=3) == 1
    assert (shelf(chair), shelf(lamp)) == ((10, 0), (5, 0))
    returned = StockMovement.objects.filter(kind="returned").order_by("product_id")
    assert [(row.product_id, row.quantity) for row in returned] == [(chair.pk, 3), (lamp.pk, 1)]
    assert_books_balance()


def test_what_was_only_held_is_not_put_back_here(chair: Product) -> None:
    hold((chair, 3))
    deliver(order_cancelled, order_event("order.cancelled", lines=[(chair, 3)], stock_taken=False))
    assert shelf(chair) == (10, 3)
    assert not StockMovement.objects.filter(kind="returned").exists()
