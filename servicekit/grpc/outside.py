"""Calls to somebody else's server, guarded like those between services: the same policy, breaker, bulkhead and budget.

    provider = Outside("payment_provider", POLICIES, told)
    provider.call("/payment_provider/Capture", lambda: client.capture(charge_id))

What it raises is what the work raised, or a ServiceError where this side refused to begin it: DependencyUnavailable for
an open breaker or a full bulkhead, DeadlineExceeded where too little time is left.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import grpc

from servicekit import context
from servicekit.grpc.channel import Guards, guards_of
from servicekit.grpc.client.attempt import Attempt
from servicekit.grpc.client.breaker import Breaker
from servicekit.grpc.client.bulkhead import Bulkhead
from servicekit.grpc.client.deadline import Deadline
from servicekit.grpc.client.retry import NO_CONNECTION, Retry
from servicekit.grpc.client.step import Call, ClientStep, Proceed, Record, Remote, fused
from servicekit.grpc.client.telemetry import Telemetry
from servicekit.grpc.policy import Policies, policy_of

T = TypeVar("T")


@dataclass(frozen=True)
class Meaning:
    """What a failure is in gRPC's words, and whether the request may have left this machine."""

    code: str
    left: bool = True


Told = Callable[[Exception], Meaning | None]


class Failed(grpc.RpcError):
    """A failure as the steps understand it, with the exception it was."""

    def __init__(self, meaning: Meaning, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause
        self._meaning = meaning

    def code(self) -> grpc.StatusCode:
        return grpc.StatusCode[self._meaning.code]

    def details(self) -> str:
        """Where nothing left, what gRPC says then: the retry rule reads it."""
        return "" if self._meaning.left else NO_CONNECTION[0]

    def trailing_metadata(self) -> tuple[()]:
        return ()


class Outside:
    """`told` says what an exception of the work means; None: it is a mistake of ours, and counts as nothing."""

    def __init__(self, target: str, policies: Policies, told: Told) -> None:
        self._target = target
        self._policies = policies
        self._told = told
        # By process: breakers and counts are not shared with what is forked from this one.
        self._chains: dict[tuple[int, str], Proceed] = {}

    def call(self, method: str, work: Callable[[], T]) -> T:
        """LookupError for a method without a policy."""
        try:
            answer: T = self._chain(method)(Call(work, None, (), {}, Record()))
        except Failed as failure:
            raise failure.cause from None
        return answer

    def _chain(self, method: str) -> Proceed:
        key = (os.getpid(), method)
        made = self._chains.get(key)
        if made is None:
            remote = Remote(self._target, method, policy_of(self._policies, method))
            made = self._chains[key] = fused(_steps(remote, guards_of(self._target)), self._send)
        return made

    def _send(self, call: Call) -> Any:
        try:
            with context.deadline_within(call.timeout or 0.0):
                return call.request()
        except Exception as error:
            meaning = self._told(error)
            if meaning is None:
                raise
            raise Failed(meaning, error) from error


def _steps(remote: Remote, guards: Guards) -> list[ClientStep]:
    """In the order of `channel.chain`, for the reasons given there. Who asks is nothing an outsider is told."""
    return [
        Telemetry(remote),
        Deadline(remote),
        Retry(remote, guards.budget),
        Breaker(remote, guards.breakers[remote.policy.group]),
        Bulkhead(remote, guards.places),
        Attempt(remote),
    ]
