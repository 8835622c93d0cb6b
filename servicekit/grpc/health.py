"""Health that answers under load, and cannot stop the server it reports on.

Stock `Check` waits for a thread of the pool whose exhaustion it should report. Stock `Watch` ends on the one thread
that moves all calls of the server, and waits there for a lock whose holder may be waiting for that thread: a client
that leaves while another arrives, or while the server drains, then hangs every call for good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from servicekit.grpc.serving.step import EXECUTOR

SERVING = health_pb2.HealthCheckResponse.SERVING


class Health:
    """The grpc.health.v1 service of one server, on an executor of its own for Check as well as Watch."""

    def __init__(self, server: grpc.Server) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="grpc-health")
        self._servicer = _servicer(self._executor)
        health_pb2_grpc.add_HealthServicer_to_server(self._servicer, server)

    def serving(self, services: Iterable[str]) -> None:
        for name in ("", *services):
            self._servicer.set(name, SERVING)

    def not_serving(self) -> None:
        self._servicer.enter_graceful_shutdown()

    def close(self) -> None:
        self._executor.shutdown(wait=False)


def _servicer(executor: ThreadPoolExecutor) -> Any:
    class Servicer(health.HealthServicer):  # type: ignore[misc]  # grpc_health ships no types
        """A class per server: gRPC looks for the executor on the function, which is the class's."""

        def Check(self, request: Any, context: grpc.ServicerContext) -> Any:  # noqa: N802 - the name in the proto
            return super().Check(request, context)

        def Watch(self, request: Any, context: grpc.ServicerContext, send: Any = None) -> Any:  # noqa: N802 - the same
            return super().Watch(request, context, send)

        def _on_close_callback(self, send: Any, service: str) -> Callable[[], None]:
            forget = super()._on_close_callback(send, service)
            return lambda: later(executor, forget)

    setattr(Servicer.Check, EXECUTOR, executor)
    return Servicer(experimental_thread_pool=executor)


def later(executor: ThreadPoolExecutor, work: Callable[[], None]) -> None:
    with suppress(RuntimeError):  # the executor is closed: the server has stopped, and nobody is told anything any more
        executor.submit(work)
