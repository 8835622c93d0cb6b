"""For what happens on another thread or in another process, soon; and for what is measured beside other work."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

BEAT = 0.01  # seconds
STALL = 0.04  # seconds a beat may be late; on a machine with a free processor it is late by less than one millisecond
TRIES = 5


def eventually(question: Callable[[], T], *, within: float = 10.0) -> T:
    """The first truthy answer. AssertionError, with the last answer, when there was none in time."""
    deadline = time.monotonic() + within
    while not (answer := question()):
        assert time.monotonic() < deadline, f"still {answer!r} after {within} s"
        time.sleep(0.02)  # between two looks
    return answer


def undisturbed(measure: Callable[[], T]) -> T:
    """What `measure()` answers in a moment in which this process was never kept waiting for a processor.

    Three suites share two cores: a measurement that others interrupted says how busy the machine is. It is made again,
    up to five times, and the bound that is asserted about it stays as tight as on a machine of one's own.
    """
    for _ in range(TRIES - 1):
        with Metronome() as metronome:
            answer = measure()
        if metronome.latest < STALL:
            return answer
    return measure()


class Metronome:
    """Beats a hundred times a second. `latest`: by how much, in seconds, the latest of its beats was late."""

    def __init__(self) -> None:
        self.latest = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> Metronome:  # noqa: PYI034 - never subclassed
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        due = time.monotonic() + BEAT
        while not self._over.wait(max(0.0, due - time.monotonic())):
            self.latest = max(self.latest, time.monotonic() - due)
            due = time.monotonic() + BEAT
