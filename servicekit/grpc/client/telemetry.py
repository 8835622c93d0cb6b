"""One log line per outgoing call, with what it cost in all its attempts."""

from __future__ import annotations

import time
from typing import Any

import grpc

from servicekit import logs
from servicekit.errors import ServiceError
from servicekit.grpc.client.step import CallDetails, ClientStep, Proceed

log = logs.get(__name__)


class Telemetry(ClientStep):
    def __init__(self, target: str) -> None:
        self._target = target

    def around(self, call: CallDetails, proceed: Proceed) -> Any:
        began = time.monotonic()
        code = "UNKNOWN"
        try:
            outcome = proceed(call)
            code = "OK"
        except (grpc.RpcError, ServiceError) as error:
            code = error.code().name if isinstance(error, grpc.RpcError) else error.grpc
            raise
        else:
            return outcome
        finally:
            say = log.debug if code == "OK" else log.info
            ms = round((time.monotonic() - began) * 1000, 1)
            say("grpc.called", target=self._target, method=call.method, code=code, ms=ms)
