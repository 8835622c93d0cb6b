"""How far a long run is, said every second: on a terminal in place, in a log line by line."""

from __future__ import annotations

import time
from typing import TextIO

OFTEN = 1.0  # seconds, on a terminal
SELDOM = 10.0  # in a log


class Progress:
    """Counts from `begun` to `wanted`; the rate is of this run alone."""

    def __init__(self, out: TextIO, *, begun: int, wanted: int) -> None:
        self._out, self._begun, self._wanted = out, begun, max(begun, wanted)
        self._terminal = out.isatty()
        self._started = self._told = time.monotonic()

    def at(self, done: int) -> None:
        now = time.monotonic()
        if now - self._told >= (OFTEN if self._terminal else SELDOM):
            self._told = now
            self._say(self.line(done, now - self._started), end="\r" if self._terminal else "\n")

    def over(self, done: int) -> None:
        self._say(self.line(done, time.monotonic() - self._started), end="\n")

    def line(self, done: int, seconds: float) -> str:
        rate = (done - self._begun) / seconds if seconds > 0 else 0.0
        left = (self._wanted - done) / rate if rate else 0.0
        return (
            f"{done:>11,} of {self._wanted:,} products  {self._share(done):>3} %  "
            f"{rate:>8,.0f}/s  {duration(seconds)} so far, {duration(left)} left"
        )

    def _share(self, done: int) -> int:
        return 100 * (done - self._begun) // max(1, self._wanted - self._begun)

    def _say(self, line: str, *, end: str) -> None:
        self._out.write(line + end)
        self._out.flush()


def duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
