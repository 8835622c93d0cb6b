"""Prevents the retry storm: tenacity repeats whatever fails, and an outage then triples the traffic that caused it.

Here is only the rule: codes and numbers in, yes or no out. The interceptor is `servicekit.grpc.client.retry`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from servicekit.grpc.policy import CallPolicy

RATIO = 0.1  # a tenth of the requests may be repeated, as in Google's SRE book, "Handling Overload"
CAP = 10.0
START = 1.0
IDLE_SECONDS = 10.0


def may_retry(policy: CallPolicy, code: str, *, attempt: int, pushback_ms: int | None = None) -> bool:
    """Whether attempt number `attempt`, failed with `code`, may be followed by another. Time and budget come on top."""
    if code not in policy.retry_on or not policy.idempotent:
        return False
    if pushback_ms is not None and pushback_ms < 0:
        return False
    match code:
        case "RESOURCE_EXHAUSTED":  # an overloaded server is only asked again when it said so
            return pushback_ms is not None
        case "DEADLINE_EXCEEDED":  # a slow write may have happened: its caller asks by key instead
            return policy.read and attempt == 1
        case "ABORTED":
            return attempt == 1
        case _:
            return True


class RetryBudget:
    """Each request earns a tenth of a retry, up to ten: requests to a dead target are multiplied by 1.1, not by 3."""

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
            # Ten deposits of 0.1 make 0.9999999999999999.
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
