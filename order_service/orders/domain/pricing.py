"""What an order costs: the catalogue's prices of the moment of reservation, and nothing a client sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from servicekit.money import Money


@dataclass(frozen=True)
class WantedLine:
    product_id: int
    quantity: int


@dataclass(frozen=True)
class PricedLine:
    product_id: int
    name: str
    quantity: int
    unit_price: Money
    image_url: str = ""
    # Who sells it; empty where the house does.
    organisation_id: str = ""

    @property
    def total(self) -> Money:
        return self.unit_price * self.quantity


def total(lines: Sequence[PricedLine]) -> Money:
    """The sum of at least one line. CurrencyMismatch when the lines do not share a currency."""
    amount = Money.zero(lines[0].unit_price.currency)
    for line in lines:
        amount += line.total
    return amount
