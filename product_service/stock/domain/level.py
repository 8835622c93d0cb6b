"""How full a shelf is, in one word."""

from __future__ import annotations

from typing import Literal

Level = Literal["in_stock", "low", "out"]

FEW = 5  # units; from here down the shop says "Only 2 left", and who manages the product is told, until they say other


def level(available: int, low_at: int = FEW) -> Level:
    """As a shopper is told; with the product's own `low_at`, as those are who manage it."""
    if available <= 0:
        return "out"
    return "low" if available <= low_at else "in_stock"
