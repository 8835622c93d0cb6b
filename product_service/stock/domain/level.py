"""Stock as a shopper is told about it."""

from __future__ import annotations

from typing import Literal

Level = Literal["in_stock", "low", "out"]

FEW = 5  # units; from here down the shop says "Only 2 left"


def level(available: int) -> Level:
    if available <= 0:
        return "out"
    return "low" if available <= FEW else "in_stock"
