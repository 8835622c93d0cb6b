"""Prevents the retry storm: tenacity repeats whatever fails, and an outage then triples the traffic that caused it.

Here is only the rule: codes and numbers in, yes or no out. The interceptor is `servicekit.grpc.client.retry`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Literal

from servicekit.grpc.policy import CallPolicy

# Google's SRE book ("Handling Overload") allows a tenth. A little less, because of the ten a full bucket holds: a
# thousand requests then cost eleven hundred attempts at most, also when the outage follows a good hour.
RATIO = 0.09
CAP = 10.0
START = 1.0
IDLE_SECONDS = 10.0


Objection = Literal["code", "pushback", "outcome", "attempts"]


def may_retry(
    policy: CallPolicy, code: str, *, attempt: int, pushback_ms: int | None = None, arrived: bool = True
) -> bool:
    """Whether attempt number `attempt`, failed with `code`, may be followed by another. Time and budget come on top."""
    return objection(policy, code, attempt=attempt, pushback_ms=pushback_ms, arrived=arrived) is None


def objection(
    policy: CallPolicy, code: str, *, attempt: int, pushback_ms: int | None = None, arrived: bool = True
) -> Objection | None:
    """Why there must not be another attempt. `arrived`: this one may have reached the server and had its effect."""
    if code not in policy.retry_on or not policy.idempotent:
        return "code"
    if attempt >= policy.attempts:
        return "attempts"
    if pushback_ms is not None:  # the server speaks for itself: it did not do it, and says whether to come again
        return None if pushback_ms >= 0 else "pushback"
    return _rule(policy, code, attempt=attempt, arrived=arrived)


def _rule(policy: CallPolicy, code: str, *, attempt: int, arrived: bool) -> Objection | None:
    match code:
        case "RESOURCE_EXHAUSTED":  # an overloaded server is only asked again when it said so
            return "pushback"
        case "ABORTED":  # lost a race and was rolled back
            return "attempts" if attempt > 1 else None
        case _ if not policy.read:  # a write that may have happened is resolved by its key, by whoever wanted it
            return "outcome" if arrived else None
        case "DEADLINE_EXCEEDED":
            return "attempts" if attempt > 1 else None
        case _:
            return None


class RetryBudget:
    """Each request earns 0.09 of a retry, up to ten: requests to a dead target are multiplied by 1.1, not by 3."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens = START
        self._used_at = clock()

    def deposit(self) -> None:
        with self._lock:
            self._forget_when_idle()
            self._tokens = min(CAP, self._tokens + RATIO)

    def withdraw(self) -> bool:
        with self._lock:
            self._forget_when_idle()
            # Deposits do not add up exactly: ten of 0.1 make 0.9999999999999999.
            if self._tokens < 1 - 1e-9:
                return False
            self._tokens -= 1
            return True

    def _forget_when_idle(self) -> None:
        """Credit earned by traffic of a minute ago must not feed a storm now."""
        now = self._clock()
        if now - self._used_at > IDLE_SECONDS:
            self._tokens = min(self._tokens, START)
        self._used_at = now
