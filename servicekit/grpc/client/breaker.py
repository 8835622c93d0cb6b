"""Stops calling a target that keeps failing, so that callers fail in microseconds instead of waiting for it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

import grpc
import pybreaker

from servicekit import logs
from servicekit.errors import DependencyUnavailable
from servicekit.grpc.breaker import ConcurrentBreaker, Verdict
from servicekit.grpc.client.step import CallDetails, ClientStep, Proceed
from servicekit.grpc.policy import Policies, policy_of

log = logs.get(__name__)

# Faults of the target. NOT_FOUND, FAILED_PRECONDITION and their like are answers: it works.
FAULTS = frozenset({"UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "INTERNAL", "UNKNOWN", "DATA_LOSS"})
SLOW = 0.8  # of the method's deadline; a target that only just answers is about not to
FAIR = 0.5  # of the method's deadline; a caller with less left proves nothing when it runs out of time


class StateLog(pybreaker.CircuitBreakerListener):
    """An open breaker is news: somebody will ask why the shop answers without a service that runs."""

    def state_change(self, cb: pybreaker.CircuitBreaker, old_state: Any, new_state: Any) -> None:
        say = log.warning if new_state.name == pybreaker.STATE_OPEN else log.info
        say("breaker.changed", breaker=cb.name, before=old_state.name if old_state else "", now=new_state.name)


class Breaker(ClientStep):
    def __init__(self, policies: Policies, breakers: Mapping[str, ConcurrentBreaker], target: str) -> None:
        self._policies = policies
        self._breakers = breakers
        self._target = target

    def around(self, call: CallDetails, proceed: Proceed) -> Any:
        policy = policy_of(self._policies, call.method)
        breaker = self._breakers[policy.group]
        fair = call.timeout is None or call.timeout >= FAIR * (policy.attempt or policy.deadline)
        try:
            with breaker.calling(partial(judge, fair=fair), slow_after=SLOW * policy.deadline):
                return proceed(call)
        except pybreaker.CircuitBreakerError:
            seconds = max(1, math.ceil(breaker.retry_after()))
            raise DependencyUnavailable(retry_after=seconds, target=self._target) from None


def judge(error: BaseException, *, fair: bool) -> Verdict:
    if not isinstance(error, grpc.RpcError):  # interrupted, or refused on this side
        return Verdict.NEITHER
    code = error.code().name
    if code == "CANCELLED" or (code == "DEADLINE_EXCEEDED" and not fair):
        return Verdict.NEITHER
    return Verdict.FAILURE if code in FAULTS else Verdict.SUCCESS
