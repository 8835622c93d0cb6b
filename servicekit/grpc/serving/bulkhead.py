"""Refuses work beyond what the server can hold. grpcio's own limit shuts out health checks too, and invites retries."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NoReturn

import grpc

from servicekit import context, metrics, tracing
from servicekit.grpc.serving.step import Behavior, abort, log
from servicekit.grpc.status import Overloaded

PRIORITY_KEY = "x-priority"
# Of the capacity. The last fifth is for critical calls: Stripe keeps as much, so that checkout is shed last.
FOR_ALL = 0.8
SAY_EVERY = 1.0  # seconds; a server that sheds has better things to do than to write a line for each call


class CountingExecutor(ThreadPoolExecutor):
    """Knows how many calls it runs or keeps waiting, also when a caller gives up before its turn."""

    def __init__(self, workers: int) -> None:
        super().__init__(max_workers=workers, thread_name_prefix="grpc")
        self._counting = threading.Lock()
        self.in_flight = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        with self._counting:
            self.in_flight += 1
        future = super().submit(fn, *args, **kwargs)
        future.add_done_callback(self._done)
        return future

    def _done(self, _future: Future[Any]) -> None:
        with self._counting:
            self.in_flight -= 1


class Bulkhead:
    """Normal calls are refused at four fifths of the capacity, critical ones when it is full."""

    def __init__(self, executor: CountingExecutor, capacity: int) -> None:
        self._executor = executor
        self._capacity = capacity
        self._for_all = int(capacity * FOR_ALL)
        self._said = float("-inf")
        # A refusal must not queue behind the work that caused it.
        self.refusals = ThreadPoolExecutor(max_workers=1, thread_name_prefix="grpc-refusals")

    def admits(self, metadata: Iterable[tuple[str, str | bytes]]) -> bool:
        in_flight = self._executor.in_flight
        if in_flight < self._for_all:
            return True
        return in_flight < self._capacity and is_critical(metadata)

    def refusal(self, method: str) -> Behavior:
        def full(_request: Any, call: grpc.ServicerContext) -> NoReturn:
            priority = context.priority()
            metrics.SERVER_SHED.labels(method, priority).inc()
            tracing.annotate(shed=True, **{"error.type": Overloaded.code})
            self._say(method, priority)
            abort(call, Overloaded(retry_after=1), pushback_ms=-1)

        return full

    def _say(self, method: str, priority: str) -> None:
        now = time.monotonic()
        if now - self._said >= SAY_EVERY:
            self._said = now
            log.warning("grpc.shed", method=method, priority=priority, in_flight=self._executor.in_flight)

    def close(self) -> None:
        self.refusals.shutdown(wait=False)


def is_critical(metadata: Iterable[tuple[str, str | bytes]]) -> bool:
    return any(key == PRIORITY_KEY and value == "critical" for key, value in metadata)
