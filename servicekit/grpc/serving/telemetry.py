"""Every call that reached its handler: which method, for whom, how it ended, how long it took; counted and logged."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import grpc

from servicekit import logs, metrics, tracing
from servicekit.grpc.context import caller
from servicekit.grpc.serving.errors import answer_to
from servicekit.grpc.serving.step import ServerStep

log = logs.get(__name__)


class Telemetry(ServerStep):
    def around(self, method: str, call: grpc.ServicerContext, proceed: Callable[[], Any]) -> Any:
        began = time.monotonic()
        code = "CANCELLED"  # what is left when not even an exception of the ordinary kind ends it
        try:
            response = proceed()
            code = "OK"
        except Exception as error:
            code = answer_to(error).grpc
            raise
        else:
            return response
        finally:
            observed(method, code, time.monotonic() - began)


def observed(method: str, code: str, seconds: float) -> None:
    who = caller()
    metrics.SERVER_CALLS.labels(method, who, code).inc()
    metrics.SERVER_SECONDS.labels(method).observe(seconds)
    tracing.annotate(caller=who, **{"rpc.grpc.status": code}, **({} if code == "OK" else {"error.type": code}))
    log.info("grpc.served", method=method, caller=who, code=code, ms=round(seconds * 1000, 1))
