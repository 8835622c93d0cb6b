"""The broker is gone for a while, and nobody who shops should notice: what happened is told later, once, and soon."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from tests.chaos import books
from tests.chaos.books import Ask
from tests.chaos.clientlog import CONFIRMED
from tests.chaos.world import Kill, World
from tools import supervise

BROKER = "nats"
MARGIN = 300.0  # seconds; a backlog that takes longer than this is not waited for


@dataclass
class Outage:
    """Takes the nemesis' place. When the broker is back it waits until everything of before has arrived everywhere."""

    world: World
    ask: Ask
    seconds: float
    over: threading.Event = field(default_factory=threading.Event)
    kills: list[Kill] = field(default_factory=list)
    # Events that waited when the broker came back, and how long it then took until the last had its effect.
    backlog: int = 0
    drained: float = MARGIN

    @property
    def hits(self) -> int:
        return len(self.kills)

    @property
    def unlogged(self) -> tuple[str, ...]:
        return ()

    def run(self) -> None:
        pid, earlier = self.world.pid(BROKER), self._confirmed()
        supervise.halt(self.world.state, BROKER)
        self.over.wait(self.seconds)
        waiting, confirmed = self._unsent(), self._confirmed() - earlier  # the demo's orders never told anybody
        supervise.resume(self.world.state, BROKER)
        returned = time.monotonic()
        self.backlog = len(waiting)
        while (took := time.monotonic() - returned) < MARGIN and not self.over.is_set():
            if not waiting & self._unsent() and not confirmed - self._heard():
                self.drained = took
                break
            self.over.wait(0.2)
        # Counted at the end: only then is there nothing left to wait for.
        self.kills.append(Kill(BROKER, pid, "stopped"))

    def _unsent(self) -> set[str]:
        return {books.uuid(row["id"]) for name in books.names() for row in self.ask(name, books.UNSENT)}

    def _confirmed(self) -> set[str]:
        return {books.uuid(row["id"]) for row in self.ask("order", books.ORDERS) if row["status"] in CONFIRMED}

    def _heard(self) -> set[str]:
        """Orders whose news have had their effects in both directions."""
        captured = {
            books.uuid(row["order_id"])
            for row in self.ask("order", books.MILESTONES)
            if row["kind"] == "payment_captured"
        }
        confirmed = {
            books.uuid(row["order_id"]) for row in self.ask("payments", books.PAYMENTS) if row["order_confirmed_at"]
        }
        return captured & confirmed
