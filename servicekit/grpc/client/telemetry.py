"""One span, one count and one log line per outgoing call, with what it cost in all its attempts."""

from __future__ import annotations

import functools
import logging
import time
from typing import Any

import grpc

from servicekit import logs, metrics, tracing
from servicekit.errors import ServiceError
from servicekit.grpc.client.step import Call, ClientStep, Proceed, Record, Remote

log = logs.get(__name__)


class Telemetry(ClientStep):
    def __init__(self, remote: Remote) -> None:
        self._remote = remote
        # The children by code: looking one up by its labels costs as much as counting does.
        self._calls = functools.cache(functools.partial(metrics.CLIENT_CALLS.labels, remote.target, remote.method))
        self._seconds = metrics.CLIENT_SECONDS.labels(remote.target, remote.method)

    def around(self, call: Call, proceed: Proceed) -> Any:
        began = time.perf_counter()
        code = "UNKNOWN"
        with tracing.span(self._remote.method.lstrip("/"), kind="client", target=self._remote.target):
            try:
                answer = proceed(call)
                code = "OK"
            except (grpc.RpcError, ServiceError) as error:
                code = error.code().name if isinstance(error, grpc.RpcError) else error.grpc
                raise
            else:
                return answer
            finally:
                self._tell(code, time.perf_counter() - began, call.record)

    def _tell(self, code: str, seconds: float, record: Record) -> None:
        self._calls(code).inc()
        self._seconds.observe(seconds)
        cost: dict[str, tracing.Value] = {
            "method": self._remote.method,
            "code": code,
            "attempts": len(record.codes),
            "retries": record.retries,
            "hedged": record.hedged,
            "breaker": record.breaker,
        }
        tracing.annotate(**cost, **({} if code == "OK" else {"error.type": code}))
        # Asked first: structlog works on a line for 20 µs before the level drops it.
        if code != "OK":
            log.info("grpc.called", target=self._remote.target, ms=round(seconds * 1000, 1), **cost)
        elif logging.getLogger(__name__).isEnabledFor(logging.DEBUG):
            log.debug("grpc.called", target=self._remote.target, ms=round(seconds * 1000, 1), **cost)
