"""What a benchmark found: numbers with the aim beside each, for people as a table and for machines as JSON."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.report import table

MICROSECONDS = 1e6


@dataclass(frozen=True)
class Figure:
    """One number. `what` says in words, with the unit, what was measured."""

    name: str
    value: float
    what: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def aim(self) -> str:
        if self.at_most is not None:
            return f"≤ {self.at_most:g}"
        return f"≥ {self.at_least:g}" if self.at_least is not None else ""

    @property
    def met(self) -> bool:
        return not (
            (self.at_most is not None and self.value > self.at_most)
            or (self.at_least is not None and self.value < self.at_least)
        )


def shown(figures: Sequence[Figure]) -> str:
    rows = [[one.name, f"{one.value:g}", one.aim, verdict(one), one.what] for one in figures]
    return table(["figure", "value", "aim", "met", "what it is"], rows)


def verdict(figure: Figure) -> str:
    if not figure.aim:
        return ""
    return "yes" if figure.met else "NO"


def as_values(figures: Sequence[Figure]) -> dict[str, object]:
    """Name → value, and the names of those that miss their aim."""
    return {one.name: one.value for one in figures} | {"missed": [one.name for one in figures if not one.met]}


def quantile(seconds: Sequence[float], share: float) -> float:
    """The value that `share` of the samples do not exceed."""
    cuts = statistics.quantiles(seconds, n=1000, method="inclusive")
    return cuts[min(998, round(share * 1000) - 1)]


def timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def in_turns(calls: Mapping[str, Callable[[], object]], *, rounds: int, warm: int = 100) -> dict[str, list[float]]:
    """Seconds of each call, one of each per round and every other round backwards: noise hits all of them alike."""
    spent: dict[str, list[float]] = {name: [] for name in calls}
    order = list(calls)
    for number in range(-warm, rounds):
        order.reverse()
        for name in order:
            seconds = timed(calls[name])
            if number >= 0:
                spent[name].append(seconds)
    return spent
