"""How much more a failing dependency is asked than its callers were.

The breaker may not open here: it would hide the budget.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

from benchmarks.figures import Figure
from benchmarks.parts.breaker import fails
from benchmarks.parts.dependency import INFO, dependency
from servicekit.grpc.breaker import ConcurrentBreaker
from servicekit.grpc.policy import CallPolicy

REQUESTS = 3000
CALLERS = 5  # fewer than the bulkhead has places for reads
POLICIES = {INFO: CallPolicy(deadline=1.0, idempotent=True, attempts=3)}


def run() -> list[Figure]:
    with patch.object(ConcurrentBreaker, "open", lambda _self: True):
        whole, _ = measured(percent=100)
        half, answered = measured(percent=50)
    return [
        Figure(
            "amplification", round(whole, 3), f"attempts per request, {REQUESTS} requests, all failing", at_most=1.1
        ),
        Figure("amplification_half", round(half, 3), "the same with every second attempt failing", at_most=1.1),
        Figure("success_at_half", round(answered, 3), "share of requests answered then", at_least=0.5),
    ]


def measured(*, percent: int) -> tuple[float, float]:
    """Attempts per request as the server counted them, and the share of requests that were answered."""
    with dependency() as there, ThreadPoolExecutor(CALLERS) as pool:
        stub = there.guarded(POLICIES)
        failed = sum(pool.map(lambda _n: fails(stub, percent=percent), range(REQUESTS)))
        return there.calls() / REQUESTS, 1 - failed / REQUESTS
