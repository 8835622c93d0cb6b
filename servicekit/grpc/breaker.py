"""Prevents the queue behind pybreaker: it holds its lock during the call, so 20 calls of 100 ms take 2 s, not 0.1 s.

Also mended: it opens on a failure rate (five consecutive failures never come when every fifth call succeeds), lets one
probe through when half-open (`calling()` lets all of them), ignores outcomes of calls that began in an earlier state,
and counts neither a cancelled call nor an interrupted process as anything.
"""

from __future__ import annotations

import enum
import random
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pybreaker

CONSECUTIVE = 5
WINDOW_SECONDS = 10
WINDOW_CALLS = 20
WINDOW_RATE = 0.5
RESET_SECONDS = 5.0
RESET_JITTER = 1.0  # so that many processes do not probe a recovering target together

T = TypeVar("T")


class Verdict(enum.Enum):
    """What an outcome says about the target."""

    SUCCESS = "success"
    FAILURE = "failure"
    NEITHER = "neither"


Judge = Callable[[BaseException], Verdict]


def any_exception_fails(error: BaseException) -> Verdict:
    return Verdict.FAILURE if isinstance(error, Exception) else Verdict.NEITHER


class FailureWindow:
    """Calls and failures of the last ten seconds, in slots of one second."""

    def __init__(self) -> None:
        self._slots: deque[list[int]] = deque()

    def record(self, now: float, *, failed: bool) -> None:
        second = int(now)
        if not self._slots or self._slots[-1][0] != second:
            self._slots.append([second, 0, 0])
        self._slots[-1][1] += 1
        self._slots[-1][2] += failed
        while self._slots[0][0] <= second - WINDOW_SECONDS:
            self._slots.popleft()

    def too_many(self) -> bool:
        calls = sum(slot[1] for slot in self._slots)
        return calls >= WINDOW_CALLS and sum(slot[2] for slot in self._slots) / calls >= WINDOW_RATE


class ConcurrentBreaker(pybreaker.CircuitBreaker):
    """A circuit breaker that holds its lock only to admit a call and to record its outcome."""

    def __init__(
        self,
        name: str,
        *,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = lambda: random.uniform(0, RESET_JITTER),  # noqa: S311 - spreads probes, no secret
    ) -> None:
        super().__init__(fail_max=CONSECUTIVE, reset_timeout=RESET_SECONDS, name=name, throw_new_error_on_trip=False)
        self._clock = clock
        self._jitter = jitter
        self._window = FailureWindow()
        self._reopens_at = 0.0
        self._probing = False

    def retry_after(self) -> float:
        """Seconds until the next probe may pass."""
        return max(0.0, self._reopens_at - self._clock())

    def call(self, func: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        with self.calling():
            return func(*args, **kwargs)

    @contextmanager
    def calling(self, judge: Judge = any_exception_fails, *, slow_after: float = float("inf")) -> Iterator[None]:
        """CircuitBreakerError when the call must not be made. Success after `slow_after` seconds counts as failure."""
        state = self._admit()
        began = self._clock()
        try:
            yield
        except BaseException as error:
            self._settle(state, judge(error))
            raise
        slow = self._clock() - began > slow_after
        self._settle(state, Verdict.FAILURE if slow else Verdict.SUCCESS)

    def open(self) -> bool:
        with self._lock:
            self._reopens_at = self._clock() + self.reset_timeout + self._jitter()
            return bool(super().open())

    def half_open(self) -> None:
        with self._lock:
            self._probing = False
            super().half_open()

    def close(self) -> None:
        with self._lock:
            self._window = FailureWindow()
            super().close()

    def _admit(self) -> object:
        """The state the call begins in; its identity is the generation its outcome belongs to."""
        with self._lock:
            if self.current_state == pybreaker.STATE_OPEN:
                if self._clock() < self._reopens_at:
                    raise pybreaker.CircuitBreakerError(f"{self.name} is open")
                self.half_open()
            if self.current_state == pybreaker.STATE_HALF_OPEN:
                if self._probing:
                    raise pybreaker.CircuitBreakerError(f"{self.name} is being probed")
                self._probing = True
            return self.state

    def _settle(self, state: object, verdict: Verdict) -> None:
        with self._lock:
            if self.state is not state:
                return
            self._probing = False
            if verdict is not Verdict.NEITHER:
                self._record(failed=verdict is Verdict.FAILURE)

    def _record(self, *, failed: bool) -> None:
        self._window.record(self._clock(), failed=failed)
        if failed:
            self._state_storage.increment_counter()
        else:
            self._state_storage.reset_counter()
        if self.current_state == pybreaker.STATE_HALF_OPEN:
            self.open() if failed else self.close()
        elif self.fail_counter >= self.fail_max or self._window.too_many():
            self.open()
