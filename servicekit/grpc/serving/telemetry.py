"""One log line per call that reached its handler: which method, for whom, how it ended, how long it took."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import grpc

from servicekit import logs
from servicekit.errors import ServiceError
from servicekit.grpc.context import caller
from servicekit.grpc.serving.step import ServerStep

log = logs.get(__name__)


class Telemetry(ServerStep):
    def around(self, method: str, call: grpc.ServicerContext, proceed: Callable[[], Any]) -> Any:
        began = time.monotonic()
        code = "INTERNAL"
        try:
            response = proceed()
            code = "OK"
        except ServiceError as error:
            code = error.grpc
            raise
        else:
            return response
        finally:
            ms = round((time.monotonic() - began) * 1000, 1)
            log.info("grpc.served", method=method, caller=caller(), code=code, ms=ms)
