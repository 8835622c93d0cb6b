"""Stops calling a target that keeps failing, so that callers fail in microseconds instead of waiting for it."""

from __future__ import annotations

import functools
import math
from typing import Any

import grpc
import pybreaker

from servicekit import logs, metrics, tracing
from servicekit.errors import DependencyUnavailable
from servicekit.grpc.breaker import ConcurrentBreaker, Verdict
from servicekit.grpc.client.step import Call, ClientStep, Proceed, Remote

log = logs.get(__name__)

# Faults of the target. NOT_FOUND, FAILED_PRECONDITION and their like are answers: it works.
FAULTS = frozenset({"UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "INTERNAL", "UNKNOWN", "DATA_LOSS"})
SLOW = 0.8  # of the time an attempt may take; a target that only just answers is about not to
FAIR = 0.5  # of the same; a caller with less left proves nothing when it runs out of time

STATES = {pybreaker.STATE_CLOSED: 0, pybreaker.STATE_HALF_OPEN: 1, pybreaker.STATE_OPEN: 2}


class Changes(pybreaker.CircuitBreakerListener):
    """An open breaker is news: somebody will ask why the shop answers without a service that runs."""

    def __init__(self, target: str, group: str) -> None:
        self._labels = (target, group)
        self._gauge = metrics.BREAKER_STATE.labels(target, group)
        self._gauge.set(STATES[pybreaker.STATE_CLOSED])

    def state_change(self, cb: pybreaker.CircuitBreaker, old_state: Any, new_state: Any) -> None:
        before = old_state.name if old_state else ""
        self._gauge.set(STATES[new_state.name])
        metrics.BREAKER_CHANGES.labels(*self._labels, new_state.name).inc()
        tracing.happened("breaker.changed", breaker=str(cb.name), before=before, now=new_state.name)
        say = log.warning if new_state.name == pybreaker.STATE_OPEN else log.info
        say("breaker.changed", breaker=cb.name, before=before, now=new_state.name)


class Breaker(ClientStep):
    def __init__(self, remote: Remote, breaker: ConcurrentBreaker) -> None:
        longest = remote.policy.attempt or remote.policy.deadline
        self._breaker = breaker
        self._target = remote.target
        self._fair, self._slow = FAIR * longest, SLOW * longest
        self._rejections = metrics.BREAKER_REJECTIONS.labels(remote.target, remote.policy.group)

    def around(self, call: Call, proceed: Proceed) -> Any:
        fair = call.timeout is None or call.timeout >= self._fair
        call.record.breaker = self._breaker.current_state
        try:
            with self._breaker.calling(judge if fair else judge_hurried, slow_after=self._slow):
                return proceed(call)
        except pybreaker.CircuitBreakerError:
            raise self._refusal(call) from None

    def _refusal(self, call: Call) -> DependencyUnavailable:
        call.record.breaker = self._breaker.current_state
        self._rejections.inc()
        tracing.happened("breaker.rejected", breaker=str(self._breaker.name))
        return DependencyUnavailable(retry_after=max(1, math.ceil(self._breaker.retry_after())), target=self._target)


def judge(error: BaseException, *, fair: bool = True) -> Verdict:
    if not isinstance(error, grpc.RpcError):  # interrupted, or refused on this side
        return Verdict.NEITHER
    code = error.code().name
    if code == "CANCELLED" or (code == "DEADLINE_EXCEEDED" and not fair):
        return Verdict.NEITHER
    return Verdict.FAILURE if code in FAULTS else Verdict.SUCCESS


judge_hurried = functools.partial(judge, fair=False)
