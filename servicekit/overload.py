"""Whether a REST request is taken on or refused because there is too much to do. A rule without I/O.

Requests queue for a thread first come, first served, so how long one has waited says how far behind the process is. A
burst passes: overload begins only when, for a third of a second, whoever's turn came had waited too long and found
somebody queueing behind the one before (CoDel's rule: not the mean wait but the shortest counts). From then on, normal
requests that waited too long are refused, the last threads are for critical ones, and while one of those is at work
only a few normal ones are. It ends when nobody had to be refused for a while.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

# Seconds of waiting that are nothing to worry about. Sixteen busy threads pass the interpreter on every 5 ms, so 80 ms
# go by before the sixteenth has even looked at its request, and nobody minds.
TARGET = 0.2
INTERVAL = 0.3  # seconds; a burst of 100 requests is over by then
RESERVED = 1 / 8  # of the threads: two of sixteen. More would cost goodput when nobody critical comes
# Of the threads, for normal requests while a critical one is at work. Threads share one interpreter: a checkout takes
# it up again after each of its fifty statements and calls. Beside fourteen busy threads one in four ended within its
# 3 s at four times the capacity, beside four of them four in five, on the same loaded machine; goodput was the same.
BESIDE_CRITICAL = 1 / 4
# Seconds. A checkout needs 0.4 s for its first step and its own writes: with less, saying no now is worth more than a
# timeout. Nothing has happened yet, so whoever is refused can come again.
LEAST = 0.4


class Overload:
    """The state of one process. `admit` is followed by `done` if, and only if, it says yes."""

    def __init__(self, threads: int, clock: Callable[[], float] = time.monotonic) -> None:
        # One thread has none to keep back.
        self.normal_places = max(1, threads - max(1, int(threads * RESERVED)))
        self.places_beside_critical = max(1, int(threads * BESIDE_CRITICAL))
        self._clock = clock
        self._lock = threading.Lock()
        self._place_is_free = threading.Condition(self._lock)
        self._normal_running = self._critical_running = 0
        self.patient = 0  # threads that sleep until there is a place
        self._last_taken = self._last_refused = clock()
        self._behind_since: float | None = None
        self.is_on = False

    def wait(self, *, waited: float) -> float:
        """Seconds a normal request has waited once a place is free for it, or nothing is left of what it may wait.

        Refusing it at once would only bring the next one here to be refused; while its thread sleeps, the gateway
        turns the others away. As many may sleep as leave the last threads to critical requests.
        """
        with self._lock:
            if not self.is_on or waited >= TARGET or self.patient + self._normal_running >= self.normal_places:
                return waited
            began = self._clock()
            self.patient += 1
            self._place_is_free.wait_for(self._has_room, timeout=TARGET - waited)
            self.patient -= 1
            return waited + self._clock() - began

    def admit(self, *, waited: float, left: float, critical: bool) -> bool:
        with self._lock:
            now = self._clock()
            self._observe(now, waited)
            admitted = left >= LEAST if critical else self._has_place(waited)
            if admitted:
                self._count(critical, 1)
            else:
                self._last_refused = now
            return admitted

    def done(self, *, critical: bool) -> None:
        with self._lock:
            self._count(critical, -1)
            # The end of a critical request makes room for several.
            self._place_is_free.notify(self.normal_places if critical else 1)

    def _count(self, critical: bool, change: int) -> None:  # noqa: FBT001 - handed on
        self._critical_running += change * critical
        self._normal_running += change * (not critical)

    def _has_place(self, waited: float) -> bool:
        return not self.is_on or (waited < TARGET and self._has_room())

    def _has_room(self) -> bool:
        places = self.places_beside_critical if self._critical_running else self.normal_places
        return self._normal_running < places

    def _observe(self, now: float, waited: float) -> None:
        came_to_an_empty_queue = now - waited >= self._last_taken
        self._last_taken = now
        if waited < TARGET or came_to_an_empty_queue:
            self._behind_since = None
        elif self._behind_since is None:
            self._behind_since = now
        if self.is_on:
            self.is_on = now - self._last_refused < INTERVAL
        elif self._behind_since is not None and now - self._behind_since >= INTERVAL:
            self.is_on, self._last_refused = True, now
