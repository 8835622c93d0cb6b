"""How many rows go into one transaction, so that whoever buys something meanwhile does not wait for it.

PostgreSQL's writers do not wait for rows that are new, or that nobody else wants. SQLite has one writer at a time:
there a chunk is made as large as a tenth of a second allows, and the lock is left free between two of them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

SMALLEST = 500
PATIENCE = 0.1  # seconds
# Of PATIENCE a chunk is planned to take: the next may be slower than the last.
SHARE = 0.7
# SQLite's lock is not handed over in turn. In its first 130 ms somebody who waits for it looks every 25 ms at least
# (sqliteDefaultBusyCallback): so long it must be free.
FREE = 0.03


def checkpoint() -> None:
    """What was committed goes from SQLite's log into its file, as any commit does that leaves a long log behind.

    Then it would be part of the chunk's time, a third of it, though nobody waits for it: the lock is free by then. See
    jobs.roomy, which has it left to this. Where the log is short, or there is none, nothing happens.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


class Pace:
    """`size` is that of the next chunk. `alone`: nobody waits, whatever the database."""

    def __init__(self, *, largest: int, alone: bool = False) -> None:
        self._largest = largest
        self._free = alone or connection.vendor == "postgresql"
        self._released = time.monotonic()
        self.size = largest if self._free else min(SMALLEST, largest)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Around the transaction."""
        begun = time.monotonic()
        yield
        if not self._free:
            self._settle(held=time.monotonic() - begun, left_free=begun - self._released)
        self._released = time.monotonic()

    def _settle(self, *, held: float, left_free: float) -> None:
        # Twice as many at most, so that one lucky chunk does not lead to one that everybody waits for.
        fitting = int(self.size * PATIENCE * SHARE / max(held, 1e-6))
        self.size = max(min(SMALLEST, self._largest), min(self._largest, 2 * self.size, fitting))
        time.sleep(max(0.0, FREE - left_free))  # making the chunk left it free for a while already
