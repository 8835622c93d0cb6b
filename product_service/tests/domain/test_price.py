from __future__ import annotations

import pytest

from product_service.catalog.domain.price import priced
from servicekit.errors import ValidationFailed
from servicekit.money import Money


@pytest.mark.parametrize(
    ("amount", "currency", "minor"), [("129.00", "EUR", 12900), ("0.01", "EUR", 1), ("500", "JPY", 500)]
)
def test_a_price_is_held_exactly(amount: str, currency: str, minor: int) -> None:
    assert priced(amount, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("0", "EUR"),
        ("0.00", "EUR"),
        ("0.001", "EUR"),
        ("9.999", "EUR"),
        ("1.5", "JPY"),
        ("100000000.01", "EUR"),
        ("-1", "EUR"),
    ],
)
def test_what_the_currency_cannot_hold_or_nobody_would_charge_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        priced(amount, currency)
    assert [error.pointer for error in refusal.value.errors] == ["/price"]


def test_the_refusal_says_what_the_currency_holds() -> None:
    with pytest.raises(ValidationFailed) as refusal:
        priced("9.999", "EUR")
    assert [error.detail for error in refusal.value.errors] == ["EUR has 2 decimal places."]
