from __future__ import annotations

from product_service.catalog.handlers import order_confirmed
from product_service.catalog.models import Product
from product_service.tests.handlers.envelopes import order_event
from product_service.tests.support import found_by
from servicekit.testing.events import deliver


def test_units_sold_are_counted_once_however_often_it_is_delivered(chair: Product, lamp: Product) -> None:
    event = order_event("order.confirmed", lines=[(lamp, 3), (chair, 1)])
    assert deliver(order_confirmed, event, times=3) == 1
    assert dict(Product.objects.values_list("pk", "units_sold")) == {chair.pk: 1, lamp.pk: 3}
    assert found_by(ordering="popular") == [lamp, chair]


def test_two_orders_are_counted_both(chair: Product) -> None:
    for _ in range(2):
        deliver(order_confirmed, order_event("order.confirmed", lines=[(chair, 2)]))
    chair.refresh_from_db()
    assert (chair.units_sold, chair.version) == (4, 1)
