"""The way a saga took, step by step: kept on its row, so that telling of it costs no statement of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from order_service.orders.domain.saga import Cause, Outcome, SagaState

# Of an ordinary checkout there are seven. What fails again in the same way is counted and not listed again, so more
# than this is a saga that swings between states: how it began and the latest are kept.
MOST = 40


class StepTaken(TypedDict):
    state: str
    at: str
    outcome: str
    attempt: int
    error: str


def further(
    steps: Sequence[StepTaken],
    *,
    state: SagaState,
    at: datetime,
    outcome: Outcome | Cause,
    attempt: int = 0,
    error: str = "",
) -> list[StepTaken]:
    """`steps` and the one that led to `state`."""
    step = StepTaken(state=state.value, at=at.isoformat(), outcome=outcome.value, attempt=attempt, error=error)
    kept = [*steps[:-1]] if steps and _once_more(steps[-1], step) else [*steps]
    return [*kept[:1], *kept[1:][-(MOST - 2) :], step]


def _once_more(last: StepTaken, step: StepTaken) -> bool:
    """Tried again, and failed as before."""
    same = all(last[name] == step[name] for name in ("state", "outcome", "error"))
    return same and 0 < last["attempt"] < step["attempt"]
