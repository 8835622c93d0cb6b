"""Counts the calls to one target that are in flight in this process. Prevents the pool that one hung target empties.

Here is only the count; the step is `servicekit.grpc.client.bulkhead`.
"""

from __future__ import annotations

import threading


class Places:
    """Nobody ever waits for a place: that would be the queue this exists to prevent."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.taken = 0

    def take(self, limit: int) -> bool:
        """One of the first `limit` places. Callers with different limits share the count: the lowest ends first."""
        with self._lock:
            if self.taken >= limit:
                return False
            self.taken += 1
            return True

    def leave(self) -> None:
        with self._lock:
            self.taken -= 1
