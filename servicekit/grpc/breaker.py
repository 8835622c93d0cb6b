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
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

import pybreaker


@dataclass(frozen=True)
class Limits:
    """When a breaker opens, and for how long."""

    consecutive: int = 5
    window_seconds: int = 10
    window_calls: int = 20  # fewer are too few to judge
    window_rate: float = 0.5
    reset_seconds: float = 5.0
    reset_jitter: float = 1.0  # so that many processes do not probe a recovering target together


DEFAULTS = Limits()

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
    """Calls and failures of the last seconds, in slots of one second, with their sums."""

    def __init__(self, limits: Limits = DEFAULTS) -> None:
        self._limits = limits
        self._slots: deque[list[int]] = deque()
        self._calls = 0
        self._failures = 0

    def record(self, now: float, *, failed: bool) -> None:
        second = int(now)
        if not self._slots or self._slots[-1][0] != second:
            self._forget(second - self._limits.window_seconds)
            self._slots.append([second, 0, 0])
        self._slots[-1][1] += 1
        self._slots[-1][2] += failed
        self._calls += 1
        self._failures += failed

    def _forget(self, until: int) -> None:
        while self._slots and self._slots[0][0] <= until:
            _second, calls, failures = self._slots.popleft()
            self._calls -= calls
            self._failures -= failures

    def too_many(self) -> bool:
        enough = self._calls >= self._limits.window_calls
        return enough and self._failures >= self._limits.window_rate * self._calls


class ConcurrentBreaker(pybreaker.CircuitBreaker):
    """A circuit breaker that holds its lock only to admit a call and to record its outcome."""

    def __init__(
        self,
        name: str,
        limits: Limits = DEFAULTS,
        *,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[float], float] = lambda most: random.uniform(0, most),  # noqa: S311 - spreads probes, no secret
    ) -> None:
        super().__init__(
            fail_max=limits.consecutive,
            reset_timeout=limits.reset_seconds,
            name=name,
            throw_new_error_on_trip=False,
        )
        self._limits = limits
        self._clock = clock
        self._jitter = jitter
        self._window = FailureWindow(limits)
        self._reopens_at = 0.0
        self._probing = False

    def now(self) -> float:
        return self._clock()

    def retry_after(self) -> float:
        """Seconds until the next probe may pass."""
        return max(0.0, self._reopens_at - self._clock())

    def call(self, func: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        with self.calling():
            return func(*args, **kwargs)

    def calling(  # type: ignore[override]  # the library's is a generator, and takes no judge
        self, judge: Judge = any_exception_fails, *, slow_after: float = float("inf")
    ) -> _Calling:
        """CircuitBreakerError when the call must not be made. Success after `slow_after` seconds counts as failure."""
        return _Calling(self, judge, slow_after)

    def open(self) -> bool:
        with self._lock:
            self._reopens_at = self._clock() + self.reset_timeout + self._jitter(self._limits.reset_jitter)
            return bool(super().open())

    def half_open(self) -> None:
        with self._lock:
            self._probing = False
            super().half_open()

    def close(self) -> None:
        with self._lock:
            self._window = FailureWindow(self._limits)
            super().close()

    def admit(self) -> object:
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

    def settle(self, state: object, verdict: Verdict) -> None:
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


class _Calling:
    """The `with` block of one call. A class: a generator would cost three times as much, on every call."""

    __slots__ = ("_began", "_breaker", "_judge", "_slow_after", "_state")

    def __init__(self, breaker: ConcurrentBreaker, judge: Judge, slow_after: float) -> None:
        self._breaker = breaker
        self._judge = judge
        self._slow_after = slow_after

    def __enter__(self) -> None:
        self._state = self._breaker.admit()
        self._began = self._breaker.now()

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._breaker.settle(self._state, self._verdict(error))

    def _verdict(self, error: BaseException | None) -> Verdict:
        if error is not None:
            return self._judge(error)
        slow = self._breaker.now() - self._began > self._slow_after
        return Verdict.FAILURE if slow else Verdict.SUCCESS
