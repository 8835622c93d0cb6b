"""Twenty threads, one breaker, calls of 100 ms: pybreaker holds its lock while a call runs, ours does not."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pybreaker

from benchmarks.figures import Figure, timed
from servicekit.grpc.breaker import ConcurrentBreaker

THREADS = 20
CALL_SECONDS = 0.1


def run() -> list[Figure]:
    stock = seconds(pybreaker.CircuitBreaker().call)
    ours = seconds(ConcurrentBreaker("benchmark").call)
    what = f"{THREADS} threads, one call of {CALL_SECONDS * 1000:.0f} ms each, through one breaker"
    return [
        Figure("stock_breaker_s", round(stock, 3), f"pybreaker: {what}, s"),
        Figure("our_breaker_s", round(ours, 3), f"ours: {what}, s", at_most=0.15),
    ]


def seconds(guarded: Callable[..., object]) -> float:
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda _n: time.sleep(0.01), range(THREADS)))  # every thread exists before the clock starts
        return timed(lambda: list(pool.map(lambda _n: guarded(time.sleep, CALL_SECONDS), range(THREADS))))
