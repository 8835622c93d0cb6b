"""Independent steps, two at a time (a laptop's two cores), with a table of what took how long at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools.console import Failure, bad, good, heading, say, table


@dataclass(frozen=True)
class Step:
    name: str
    work: Callable[[], object]


@dataclass(frozen=True)
class Outcome:
    name: str
    seconds: float
    complaint: str

    @property
    def passed(self) -> bool:
        return not self.complaint


def perform(steps: Sequence[Step], *, workers: int = 2) -> list[Outcome]:
    """Every step is done, whatever the others say."""
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(one, steps))


def one(step: Step) -> Outcome:
    begun = time.monotonic()
    complaint = ""
    try:
        step.work()
    except (Failure, OSError) as failure:
        complaint = str(failure) or type(failure).__name__
    outcome = Outcome(step.name, time.monotonic() - begun, complaint)
    announce(outcome)
    return outcome


def announce(outcome: Outcome) -> None:
    line = f"{outcome.name} ({outcome.seconds:.1f} s)"
    if outcome.passed:
        good(line)
    else:
        bad(line)


def summary(outcomes: Sequence[Outcome]) -> int:
    """The table, then what failed and why; 1 when anything did."""
    heading("Steps")
    rows = [[entry.name, f"{entry.seconds:.1f}", "ok" if entry.passed else "FAIL"] for entry in outcomes]
    table(["step", "seconds", "result"], rows, numbers=["seconds"])
    failed = [entry for entry in outcomes if not entry.passed]
    for entry in failed:
        heading(entry.name)
        say(entry.complaint)
    say(
        f"\n{len(failed)} of {len(outcomes)} steps failed: {', '.join(entry.name for entry in failed)}"
        if failed
        else "\nAll green."
    )
    return 1 if failed else 0
