"""How often two products must have come together before that means anything."""

from __future__ import annotations

import math

# One basket with two rare things is chance, and their cosine is 1. A shop that has just opened has
# nothing but chance to go by.
SMALL = 200  # baskets, or visitors
ENOUGH = 3


def least(groups: int) -> int:
    """Of `groups` baskets (or visitors), in how many two products must be together."""
    return 1 if groups < SMALL else ENOUGH


def together(cosine: float, one: int, other: int) -> int:
    """In how many groups both were, from how often each was and the cosine of the two."""
    return round(cosine * math.sqrt(one * other))
