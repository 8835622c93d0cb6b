from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from order_service.orders.domain.pricing import PricedLine, total
from servicekit.money import CurrencyMismatch, Money

lines = st.builds(
    PricedLine,
    product_id=st.integers(1, 10**6),
    name=st.text(max_size=10),
    quantity=st.integers(1, 1000),
    unit_price=st.builds(Money, st.integers(0, 10**9), st.just("EUR")),
)


@given(st.lists(lines, min_size=1, max_size=100))
def test_the_total_is_every_unit_at_its_price(bought: list[PricedLine]) -> None:
    assert total(bought).minor_units == sum(line.quantity * line.unit_price.minor_units for line in bought)


def test_two_currencies_have_no_total() -> None:
    euros = PricedLine(1, "Lamp", 1, Money(100, "EUR"))
    dollars = PricedLine(2, "Chair", 1, Money(100, "USD"))
    with pytest.raises(CurrencyMismatch):
        total([euros, dollars])
