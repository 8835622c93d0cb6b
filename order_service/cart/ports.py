"""What the cart needs to know from the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from servicekit.money import Money


@dataclass(frozen=True)
class Product:
    id: int
    name: str
    price: Money
    image_url: str
    available: int


class Prices(Protocol):
    def products(self, ids: Sequence[int]) -> list[Product]:
        """Those of `ids` that are on sale now, in any order."""
