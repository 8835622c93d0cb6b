from __future__ import annotations

import pytest

from product_service.stock.domain.level import level


@pytest.mark.parametrize(
    ("available", "told"), [(0, "out"), (1, "low"), (5, "low"), (6, "in_stock"), (900, "in_stock")]
)
def test_a_shopper_is_told_when_few_are_left(available: int, told: str) -> None:
    assert level(available) == told
