"""What a cart shows: the catalogue's word where it can be had, the last known one where not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from order_service.cart.models import CartLine
from servicekit.money import Money

CURRENCY = "EUR"


class Problem(StrEnum):
    OUT_OF_STOCK = "out-of-stock"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True)
class Cart:
    lines: Sequence[CartLine]
    # The catalogue could not be asked: names, prices and stock are the last ones seen.
    stale: bool = False

    @property
    def total(self) -> Money:
        """The sum of what can be bought: a product that left the shop has no price any more."""
        priced = [line for line in self.lines if line.on_sale]
        amount = Money.zero(priced[0].currency if priced else CURRENCY)
        for line in priced:
            amount += line.line_total
        return amount

    @property
    def count(self) -> int:
        return sum(line.quantity for line in self.lines)


def problem_of(line: CartLine) -> Problem | None:
    if not line.on_sale:
        return Problem.UNAVAILABLE
    return Problem.OUT_OF_STOCK if line.available < line.quantity else None
