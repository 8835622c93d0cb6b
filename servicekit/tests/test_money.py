from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicekit.money import DIGITS, CurrencyMismatch, Money

amounts = st.builds(Money, st.integers(0, 10**12), st.sampled_from(sorted(DIGITS)))


@given(amounts)
def test_what_is_written_is_read_back(amount: Money) -> None:
    assert Money.parse(amount.decimal(), amount.currency) == amount


@pytest.mark.parametrize(
    ("text", "currency"),
    [("1e3", "EUR"), ("NaN", "EUR"), ("-1", "EUR"), ("1.001", "EUR"), ("0.5", "JPY"), ("١٢", "EUR"), ("1,00", "EUR")],
)
def test_only_plain_decimals_that_the_currency_can_hold_are_money(text: str, currency: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Money.parse(text, currency)


def test_an_unknown_currency_is_no_money() -> None:
    with pytest.raises(ValueError, match="unknown currency"):
        Money(1, "eur")


def test_two_currencies_are_never_added() -> None:
    with pytest.raises(CurrencyMismatch):
        Money(1, "EUR") + Money(1, "USD")


def test_yen_have_no_decimals_and_dinars_have_three() -> None:
    assert Money(1234, "JPY").decimal() == "1234"
    assert Money(1234, "KWD").decimal() == "1.234"
