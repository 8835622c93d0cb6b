"""What shoppers are going to do: drawn from the seed before anything happens, so that it can be drawn again."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

# Tokens of the sandbox provider. Those whose outcome takes it ten seconds or more are few: they only wait.
TOKENS: Mapping[str, int] = {
    "tok_success": 80,
    "tok_decline": 6,
    "tok_insufficient_funds": 5,
    "tok_slow": 4,
    "tok_timeout_then_success": 3,
    "tok_error": 2,
}
MOST_LINES = 3
MOST_UNITS = 3
AT_ONCE = 0.04  # of all checkouts are sent twice at the same moment
AGAIN = 0.1  # are sent once more after their final answer


@dataclass(frozen=True)
class Intent:
    key: str
    lines: Mapping[int, int]
    token: str
    at_once: bool
    again: bool


def intents(seed: int, shopper: int, count: int, products: Sequence[int], *, smooth: bool = False) -> list[Intent]:
    """The checkouts of one shopper. `smooth`: every card is good."""
    dice = random.Random(f"{seed}/shopper/{shopper}")  # noqa: S311 - to be thrown again
    drawn = [intent(dice, products) for _ in range(count)]
    return [replace(one, token="tok_success") for one in drawn] if smooth else drawn


def intent(dice: random.Random, products: Sequence[int]) -> Intent:
    chosen = dice.sample(products, dice.randint(1, MOST_LINES))
    return Intent(
        key=str(UUID(int=dice.getrandbits(128), version=4)),
        lines={product: dice.randint(1, MOST_UNITS) for product in chosen},
        token=dice.choices(list(TOKENS), list(TOKENS.values()))[0],
        at_once=dice.random() < AT_ONCE,
        again=dice.random() < AGAIN,
    )


def shares(count: int, shoppers: int) -> list[int]:
    """As even as can be."""
    return [count // shoppers + (number < count % shoppers) for number in range(shoppers)]
