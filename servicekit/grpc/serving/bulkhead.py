"""Refuses work beyond what the server can hold. grpcio's own limit shuts out health checks too, and invites retries."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NoReturn

import grpc

from servicekit.grpc.serving.step import (
    Behavior,
    Handler,
    abort,
    is_unguarded,
    log,
    on_executor,
    with_behavior,
)
from servicekit.grpc.status import Overloaded


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


class Bulkhead(grpc.ServerInterceptor):
    """Decides as the call arrives, on gRPC's polling thread: inside the pool it would only ever see what fits in it."""

    def __init__(self, executor: CountingExecutor, limit: int) -> None:
        self._executor = executor
        self._limit = limit
        # A refusal must not queue behind the work that caused it.
        self._refusals = ThreadPoolExecutor(max_workers=1, thread_name_prefix="grpc-refusals")

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Handler | None],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler | None:
        handler = continuation(handler_call_details)
        if handler is None or is_unguarded(handler_call_details.method) or self._executor.in_flight < self._limit:
            return handler
        return with_behavior(handler, self._refusal(handler_call_details.method))

    def _refusal(self, method: str) -> Behavior:
        def full(_request: Any, call: grpc.ServicerContext) -> NoReturn:
            log.warning("grpc.refused", method=method, code="RESOURCE_EXHAUSTED", in_flight=self._executor.in_flight)
            abort(call, Overloaded(retry_after=1), pushback_ms=-1)

        return on_executor(full, self._refusals)

    def close(self) -> None:
        self._refusals.shutdown(wait=False)
