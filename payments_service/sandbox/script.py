"""Trouble on demand: what the next calls of an operation do instead of answering well. Kept in memory on purpose."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from threading import Lock
from typing import Literal, cast, get_args

from payments_service.sandbox import refusals

Trouble = Literal["error", "slow", "hang", "html", "huge", "redirect"]
# Of an event on its way: ten times, after `seconds`, within `seconds` and so in any order, or never.
Detour = Literal["duplicate", "delay", "shuffle", "drop"]
Operation = Literal["authorize", "capture", "void", "refund", "read", "webhook"]
WEBHOOK = "webhook"


@dataclass(frozen=True)
class Step:
    operation: Operation
    outcome: Trouble | Detour
    # Whether the effect is recorded before the trouble begins.
    recorded: bool
    seconds: float


class Script:
    def __init__(self) -> None:
        self._lock = Lock()
        self._steps: list[Step] = []

    def add(self, step: Step, times: int) -> None:
        with self._lock:
            self._steps.extend([step] * times)

    def clear(self) -> None:
        with self._lock:
            self._steps.clear()

    def take(self, operation: Operation) -> Step | None:
        with self._lock:
            step = next((step for step in self._steps if step.operation == operation), None)
            if step is not None:
                self._steps.remove(step)
            return step

    def rest(self) -> list[dict[str, object]]:
        with self._lock:
            return [asdict(step) for step in self._steps]


def read_step(body: dict[str, object]) -> tuple[Step, int]:
    """`{"operation", "outcome", "times": 1, "recorded": false, "seconds": 2}`."""
    operation, outcome = body.get("operation"), body.get("outcome")
    times, recorded, seconds = body.get("times", 1), body.get("recorded", False), body.get("seconds", 2)
    if operation not in get_args(Operation):
        raise refusals.invalid(f"operation: one of {', '.join(get_args(Operation))}")
    possible = get_args(Detour if operation == WEBHOOK else Trouble)
    if outcome not in possible:
        raise refusals.invalid(f"outcome: one of {', '.join(possible)}")
    if not isinstance(times, int) or not 1 <= times <= 10_000:  # noqa: PLR2004 - a bound, used once
        raise refusals.invalid("times: 1 to 10000")
    if not isinstance(recorded, bool) or not isinstance(seconds, int | float):
        raise refusals.invalid("recorded: true or false; seconds: a number")
    return Step(cast("Operation", operation), cast("Trouble | Detour", outcome), recorded, float(seconds)), times
