"""Makes the caller's deadline ours: grpcio runs a handler to its end however late, and for ever without a deadline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc

from servicekit import context, metrics
from servicekit.errors import DeadlineExceeded
from servicekit.grpc.context import caller
from servicekit.grpc.serving.step import ServerStep, refuse

LONGEST = 5.0  # seconds; no call inside the mesh is worth more


class Deadline(ServerStep):
    def around(self, method: str, call: grpc.ServicerContext, proceed: Callable[[], Any]) -> Any:
        given: float | None = call.time_remaining()  # None without a deadline, whatever the stubs say
        seconds = LONGEST if given is None else min(given, LONGEST)
        if seconds <= 0:
            metrics.SERVER_DEADLINE_REFUSALS.labels("start").inc()
            refuse(method, call, DeadlineExceeded(), caller=caller())
        with context.deadline_within(seconds):
            return proceed()
