"""Looks at the ledger every second while everything else is on fire: it sums to zero at every moment."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from tests.chaos.books import Ask, Unreadable, ledger_sum

EVERY = 1.0  # seconds


@dataclass
class Sampler:
    ask: Ask
    over: threading.Event = field(default_factory=threading.Event)
    samples: list[int] = field(default_factory=list)
    # The database was just being restarted: there is no moment to look at.
    missed: int = 0

    @property
    def worst(self) -> int:
        """The sum that was furthest from zero."""
        return max(self.samples, key=abs, default=0)

    def run(self) -> None:
        while not self.over.wait(EVERY):
            self.look()

    def look(self) -> None:
        try:
            self.samples.append(ledger_sum(self.ask))
        except Unreadable:
            self.missed += 1
