"""Arithmetic of minor units that loses none of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

# Ten billion of the largest unit: far beyond any order, far below the 64-bit limit.
LARGEST_AMOUNT = 10**12


def split(total: int, weights: Sequence[int]) -> list[int]:
    """`total` in parts as the weights are to each other: the parts sum to it, and none is over its weight's share by 1.

    With `total` at most the sum of the weights no part exceeds its weight. Weights that are all zero share nothing.
    """
    whole = sum(weights)
    if not whole:
        return [0 for _ in weights]
    marks = [total * reached // whole for reached in accumulate(weights, initial=0)]
    return [after - before for before, after in pairwise(marks)]
