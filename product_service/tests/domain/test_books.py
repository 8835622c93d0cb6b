from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from product_service.stock.domain.books import Books, recount
from product_service.stock.domain.errors import StockBelowReserved

GOOD = Books(product_id=1, sku="S", name="Soap", received=10, sold=3, on_hand=7, reserved=2, held=2)


def test_received_is_sold_and_reserved_and_free() -> None:
    assert GOOD.free == 5
    assert GOOD.balanced


@pytest.mark.parametrize(
    "wrong", [{"received": 11}, {"sold": 2}, {"on_hand": 8}, {"held": 1}, {"reserved": 8, "held": 8}]
)
def test_a_unit_too_many_or_too_few_shows(wrong: dict[str, Any]) -> None:
    assert not replace(GOOD, **wrong).balanced


def test_a_count_says_how_far_the_shelf_was_off() -> None:
    assert recount(7, counted=9, reserved=2) == 2
    assert recount(7, counted=2, reserved=2) == -5


def test_promised_units_cannot_be_counted_away() -> None:
    with pytest.raises(StockBelowReserved) as refusal:
        recount(7, counted=1, reserved=2)
    assert refusal.value.extensions == {"reserved": 2}
