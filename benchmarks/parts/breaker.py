"""A dependency that fails 80 % of its calls, then comes back: how many reach it, how fast the rest is refused."""

from __future__ import annotations

import time

from benchmarks.figures import Figure, quantile, timed
from benchmarks.parts.dependency import INFO, Dependency, dependency, script
from protos.gen.shop.product.v1 import product_service_pb2_grpc as rpc
from servicekit.errors import DependencyUnavailable
from servicekit.grpc.breaker import ConcurrentBreaker
from servicekit.grpc.policy import CallPolicy

POLICIES = {INFO: CallPolicy(deadline=1.0)}
TRIES = 2000
EVERY = 0.02  # seconds between two looks whether the breaker has closed
RESET = ConcurrentBreaker("benchmark").reset_timeout  # seconds; what chance adds to it counts as late


def run() -> list[Figure]:
    with dependency() as there:
        stub = there.guarded(POLICIES)
        began = time.monotonic()  # it opens within the first few calls
        opened = calls_until_open(there, stub)
        refused = [timed(lambda: fails(stub, percent=80)) for _ in range(TRIES)]
        closed = seconds_until_closed(stub, began)
    reject = round(quantile(refused, 0.99) * 1000, 3)
    return [
        Figure(
            "breaker_opens_after_calls", opened, f"calls that reached a target failing 80 %, of {TRIES}", at_most=32
        ),
        Figure("open_reject_p99_ms", reject, "a refusal while open, p99, ms", at_most=5),
        Figure("breaker_closes_after_s", round(closed, 2), "from open to closed, the target being well again, s"),
        Figure("breaker_late_s", round(closed - RESET, 2), "the same beyond its reset time, s", at_most=2),
    ]


def calls_until_open(there: Dependency, stub: rpc.ProductServiceStub) -> int:
    """All 2,000 are offered: an open breaker lets none through, as the server has counted."""
    for _ in range(TRIES):
        fails(stub, percent=80)
    return there.calls()


def fails(stub: rpc.ProductServiceStub, *, percent: int) -> bool:
    try:
        stub.GetProductInfo(script(percent=percent))
    except DependencyUnavailable:
        return True
    return False


def seconds_until_closed(stub: rpc.ProductServiceStub, began: float) -> float:
    while fails(stub, percent=0):
        time.sleep(EVERY)  # until the breaker lets its probe through
    return time.monotonic() - began
