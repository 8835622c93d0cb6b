"""The most that one order may come to, by currency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from servicekit.money import DIGITS, Money


@dataclass(frozen=True)
class Limits:
    """`named` by currency; all others have `usual`, a decimal amount of whichever currency it is."""

    usual: str
    named: Mapping[str, Money] = field(default_factory=dict)

    def of(self, currency: str) -> Money:
        return self.named.get(currency) or Money.parse(self.usual, currency)

    def allow(self, total: Money) -> bool:
        return total.minor_units <= self.of(total.currency).minor_units


def limits(text: str) -> Limits:
    """`10000`, or `10000,JPY=1500000`. ValueError for anything else."""
    usual, *named = [part.strip() for part in text.split(",")]
    pairs = [part.split("=", 1) for part in named]
    if not usual.isdigit() or any(len(pair) != 2 for pair in pairs):  # noqa: PLR2004 - a name and an amount
        raise ValueError("expected an amount in whole units, then CURRENCY=AMOUNT, separated by commas")
    if unknown := [currency for currency, _ in pairs if currency not in DIGITS]:
        raise ValueError(f"unknown currency: {unknown[0]}")
    return Limits(usual, {currency: Money.parse(amount, currency) for currency, amount in pairs})
