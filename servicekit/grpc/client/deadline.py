"""Gives every call an end. grpcio's default deadline is never, and it does not pass the caller's on to the next hop."""

from __future__ import annotations

from typing import Any

from servicekit import context, metrics, tracing
from servicekit.errors import DeadlineExceeded
from servicekit.grpc.client.step import Call, ClientStep, Proceed, Remote

RESERVE = 0.05  # seconds the caller keeps for its own answer
SHORTEST = 0.02  # a call that cannot be answered in this time is not worth a server's work


class Deadline(ClientStep):
    def __init__(self, remote: Remote) -> None:
        self._longest = remote.policy.deadline
        self._target = remote.target
        self._refusals = metrics.CLIENT_DEADLINE_REFUSALS.labels(remote.target, remote.method)

    def around(self, call: Call, proceed: Proceed) -> Any:
        seconds = self._seconds(call)
        if seconds < SHORTEST:
            self._refusals.inc()
            tracing.happened("deadline.refused", left_ms=round(seconds * 1000))
            raise DeadlineExceeded(target=self._target)
        with context.deadline_within(seconds):
            return proceed(call.within(seconds))

    def _seconds(self, call: Call) -> float:
        seconds = self._longest
        if (left := context.remaining()) is not None:
            seconds = min(seconds, left - RESERVE)
        if call.timeout is not None:
            seconds = min(seconds, call.timeout)
        return seconds
