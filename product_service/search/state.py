"""Whether the indexes of the search are complete, and what a reindexing has done so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from product_service.search import engines
from product_service.search.domain.silence import SILENCE
from product_service.search.models import Pending, Run, Target
from servicekit import clock

# What waits may be the whole catalogue: it is counted as far as it matters.
MOST_COUNTED = 10_000

Standing = Literal["running", "waiting", "done"]


@dataclass(frozen=True)
class RunState:
    standing: Standing
    done: int
    total: int
    started_at: datetime
    seen_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True)
class IndexState:
    target: Target
    # Whether searches are answered from it; the embedded one answers, too, while the external engine does not.
    searched: bool
    # Products whose change it does not show yet.
    waiting: int
    # The newest.
    run: RunState | None

    @property
    def waiting_relation(self) -> str:
        return "exact" if self.waiting < MOST_COUNTED else "at_least"

    @property
    def complete(self) -> bool:
        """Everything on sale can be found in it. The embedded one is filled by every change, the other by a run."""
        filled = self.target == Target.EMBEDDED if self.run is None else self.run.finished_at is not None
        return filled and not self.waiting


def index_states() -> list[IndexState]:
    external = engines.with_external()
    used = [Target.EXTERNAL, Target.EMBEDDED] if external else [Target.EMBEDDED]
    return [_of(target, searched=(target == Target.EXTERNAL) == external) for target in used]


def _of(target: Target, *, searched: bool) -> IndexState:
    waiting = Pending.objects.filter(target=target)[:MOST_COUNTED].count()
    run = Run.objects.filter(target=target).order_by("-pk").first()
    return IndexState(target, searched, waiting, _told(run) if run else None)


def _told(run: Run) -> RunState:
    return RunState(_standing(run), run.done, run.total, run.started_at, run.seen_at, run.finished_at)


def _standing(run: Run) -> Standing:
    """`waiting`: nobody works on it at this moment."""
    if run.finished_at:
        return "done"
    return "running" if run.seen_at >= clock.now() - SILENCE else "waiting"
