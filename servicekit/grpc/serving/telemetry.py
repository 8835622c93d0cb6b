"""One log line per call that reached its handler: which method, for whom, how it ended, how long it took."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import grpc

from servicekit import logs
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
            ms = round((time.monotonic() - began) * 1000, 1)
            log.info("grpc.served", method=method, caller=caller(), code=code, ms=ms)
