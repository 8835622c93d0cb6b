"""One shape for every benchmark's result: a table for people, one JSON object for machines."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Timing:
    """Requests of one kind at one concurrency. Milliseconds as the client saw them."""

    rps: float
    p50_ms: float
    p95_ms: float
    requests: int


def measure(call: Callable[[int], None], *, requests: int, concurrency: int) -> Timing:
    """Runs `call(n)` for n in range(requests) on `concurrency` threads. An exception in a call ends the benchmark."""
    spent: list[float] = []

    def timed(number: int) -> None:
        began = time.perf_counter()
        call(number)
        spent.append(time.perf_counter() - began)

    began = time.perf_counter()
    with ThreadPoolExecutor(concurrency) as pool:
        for _ in pool.map(timed, range(requests)):
            pass
    return summary(spent, time.perf_counter() - began)


def summary(spent: Sequence[float], elapsed: float) -> Timing:
    """`spent`: the seconds of each of at least two requests; `elapsed`: of all of them together."""
    cuts = statistics.quantiles(spent, n=100, method="inclusive")
    return Timing(round(len(spent) / elapsed, 1), round(cuts[49] * 1000, 2), round(cuts[94] * 1000, 2), len(spent))


def as_json(result: object) -> str:
    return json.dumps(result, default=asdict)


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table, so that it can be pasted where results are kept."""
    cells = [[str(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
