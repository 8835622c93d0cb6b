from __future__ import annotations

import itertools

import pytest

from order_service.orders.domain.errors import OrderStatusNotAllowed
from order_service.orders.domain.order import OrderStatus, change_by_checkout, change_by_people

ALLOWED = {
    ("confirmed", "processing"),
    ("confirmed", "shipped"),
    ("confirmed", "cancelled"),
    ("processing", "shipped"),
    ("processing", "cancelled"),
    ("shipped", "delivered"),
}
EVERY_PAIR = list(itertools.product(OrderStatus, OrderStatus))


@pytest.mark.parametrize(("current", "wanted"), [pair for pair in EVERY_PAIR if pair in ALLOWED])
def test_staff_move_an_order_along(current: OrderStatus, wanted: OrderStatus) -> None:
    assert change_by_people(current, wanted) is wanted


@pytest.mark.parametrize(("current", "wanted"), [pair for pair in EVERY_PAIR if pair not in ALLOWED])
def test_staff_make_no_other_move(current: OrderStatus, wanted: OrderStatus) -> None:
    with pytest.raises(OrderStatusNotAllowed):
        change_by_people(current, wanted)


@pytest.mark.parametrize(("current", "wanted"), EVERY_PAIR)
def test_the_checkout_confirms_or_cancels_a_pending_order_and_nothing_else(
    current: OrderStatus, wanted: OrderStatus
) -> None:
    if current is OrderStatus.PENDING and wanted in {OrderStatus.CONFIRMED, OrderStatus.CANCELLED}:
        assert change_by_checkout(current, wanted) is wanted
    else:
        with pytest.raises(OrderStatusNotAllowed):
            change_by_checkout(current, wanted)
