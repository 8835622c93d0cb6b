"""Money as integer minor units of one currency; decimal strings exist only at the REST edge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# ISO 4217 currencies the shop can price in, with the digits behind the decimal point.
DIGITS = {"EUR": 2, "USD": 2, "GBP": 2, "CHF": 2, "SEK": 2, "PLN": 2, "JPY": 0, "KWD": 3}

# ASCII digits, an optional point, nothing else: no sign, exponent, NaN, grouping or digits of other scripts.
PLAIN_DECIMAL = re.compile(r"[0-9]{1,15}(\.[0-9]{1,3})?")


class CurrencyMismatch(ValueError):
    """Two currencies met in one sum."""


@dataclass(frozen=True, order=False)
class Money:
    minor_units: int
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in DIGITS:
            raise ValueError(f"unknown currency {self.currency!r}")

    @classmethod
    def zero(cls, currency: str) -> Money:
        return cls(0, currency)

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """`parse("12.34", "EUR")`. ValueError unless it is a plain decimal that the currency can hold exactly."""
        if currency not in DIGITS:
            raise ValueError(f"unknown currency {currency!r}")
        if not PLAIN_DECIMAL.fullmatch(text):
            raise ValueError("not a plain decimal number")
        scaled = Decimal(text).scaleb(DIGITS[currency])
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{currency} has {DIGITS[currency]} decimal places")
        return cls(int(scaled), currency)

    def decimal(self) -> str:
        """`"12.34"`: every digit of the currency, no grouping."""
        return str(Decimal(self.minor_units).scaleb(-DIGITS[self.currency]))

    def __add__(self, other: Money) -> Money:
        return Money(self.minor_units + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor_units - self._same(other), self.currency)

    def __mul__(self, factor: int) -> Money:
        return Money(self.minor_units * factor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor_units < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor_units <= self._same(other)

    def __bool__(self) -> bool:
        return self.minor_units != 0

    def __str__(self) -> str:
        return f"{self.decimal()} {self.currency}"

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return other.minor_units
