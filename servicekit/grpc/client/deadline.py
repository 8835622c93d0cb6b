"""Gives every call an end. grpcio's default deadline is never, and it does not pass the caller's on to the next hop."""

from __future__ import annotations

from typing import Any

from servicekit import context
from servicekit.errors import DeadlineExceeded
from servicekit.grpc.client.step import CallDetails, ClientStep, Proceed
from servicekit.grpc.policy import Policies, policy_of

RESERVE = 0.05  # seconds the caller keeps for its own answer
SHORTEST = 0.02  # a call that cannot be answered in this time is not worth a server's work


class Deadline(ClientStep):
    def __init__(self, policies: Policies, target: str) -> None:
        self._policies = policies
        self._target = target

    def around(self, call: CallDetails, proceed: Proceed) -> Any:
        seconds = self._seconds(call)
        if seconds < SHORTEST:
            raise DeadlineExceeded(target=self._target)
        with context.deadline_within(seconds):
            return proceed(call.within(seconds))

    def _seconds(self, call: CallDetails) -> float:
        limits = [policy_of(self._policies, call.method).deadline]
        if (left := context.remaining()) is not None:
            limits.append(left - RESERVE)
        if call.timeout is not None:
            limits.append(call.timeout)
        return min(limits)
