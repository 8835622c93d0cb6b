"""What can be wrong with a connection, as values, and the arithmetic of what that does to its bytes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

Kind = Literal["latency", "bandwidth", "slice", "slow-close", "reset", "black-hole"]
Direction = Literal["up", "down", "both"]  # up: from the caller to the callee

# At a limited rate a stream leaves in pieces of so many seconds: short enough for a reader to see it flow.
TICK = 0.05


class BadToxic(ValueError):
    """It cannot be meant like this; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Toxic:
    """One thing that is wrong. Times are seconds, sizes bytes."""

    kind: Kind
    direction: Direction = "both"
    delay: float = 0.0  # latency, slow-close
    jitter: float = 0.0  # latency: each delay is up to so much shorter or longer
    rate: int = 0  # bandwidth: bytes a second
    size: int = 0  # slice: the largest piece
    gap: float = 0.0  # slice: the pause after a piece
    after: int = 0  # reset, black-hole: this many bytes still pass
    probability: float = 1.0  # the share of connections it befalls
    lasts: float | None = None  # heals itself after so long; None: when it is cleared

    def __post_init__(self) -> None:
        if problem := _problem(self):
            raise BadToxic(problem)

    def concerns(self, direction: Direction) -> bool:
        return self.direction in {"both", direction}

    def told(self) -> dict[str, Any]:
        """What differs from saying nothing."""
        usual = {field.name: field.default for field in fields(self)}
        return {name: value for name, value in asdict(self).items() if value != usual[name]}


def _problem(toxic: Toxic) -> str:
    needs = {"latency": toxic.delay, "slow-close": toxic.delay, "bandwidth": toxic.rate, "slice": toxic.size}
    numbers = (toxic.delay, toxic.jitter, toxic.rate, toxic.size, toxic.gap, toxic.after)
    checks = {
        f"{toxic.kind!r} is no fault; there are: {', '.join(get_args(Kind))}": toxic.kind not in get_args(Kind),
        f"{toxic.direction!r} is no direction: up, down or both": toxic.direction not in get_args(Direction),
        f"{toxic.kind} needs a number above 0": needs.get(toxic.kind, 1) <= 0,
        "a number is below 0": min(numbers) < 0,
        "the jitter is larger than the latency": toxic.jitter > toxic.delay,
        "a probability is above 0 and at most 1": not 0 < toxic.probability <= 1,
        "a fault that heals itself lasts longer than 0 s": toxic.lasts is not None and toxic.lasts <= 0,
    }
    return next((problem for problem, found in checks.items() if found), "")


class Schedule:
    """When each piece of one direction may leave. Pieces keep their order, and no byte is added or lost."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._free_at = 0.0

    def pieces(self, size: int, now: float, toxics: Sequence[Toxic]) -> Iterator[tuple[int, float]]:
        """Length and due time of each piece of `size` bytes that arrived `now`."""
        begin = now + sum(self._latency(toxic) for toxic in toxics if toxic.kind == "latency")
        rate = min((toxic.rate for toxic in toxics if toxic.kind == "bandwidth"), default=0)
        gap = sum(toxic.gap for toxic in toxics if toxic.kind == "slice")
        for length in _lengths(size, _largest(size, rate, toxics)):
            self._free_at = max(self._free_at, begin) + (length / rate if rate else 0.0)
            yield length, self._free_at
            self._free_at += gap

    def _latency(self, toxic: Toxic) -> float:
        return toxic.delay + self._chance.uniform(-toxic.jitter, toxic.jitter)


def _largest(size: int, rate: int, toxics: Sequence[Toxic]) -> int:
    slices = [toxic.size for toxic in toxics if toxic.kind == "slice"]
    ticks = [max(1, int(rate * TICK))] if rate else []
    return min([size, *slices, *ticks])


def _lengths(size: int, largest: int) -> Iterator[int]:
    while size > 0:
        yield min(size, largest)
        size -= largest


def allowance(toxic: Toxic, passed: int) -> int:
    """How many more bytes pass before a reset or a black hole begins."""
    return max(0, toxic.after - passed)
