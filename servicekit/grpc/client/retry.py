"""The only place where a failed call is repeated: gRPC is given no retryPolicy, because layers of retries multiply."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc
import tenacity

from servicekit import context, metrics, tracing
from servicekit.errors import ServiceError
from servicekit.grpc import status
from servicekit.grpc.client.deadline import SHORTEST
from servicekit.grpc.client.step import Call, ClientStep, Proceed, Remote
from servicekit.grpc.retry import RetryBudget, objection

# Full jitter: from nothing to 50, 100, 200 … 500 ms, so that callers who failed together do not return together.
_JITTER = tenacity.wait_random_exponential(multiplier=0.05, max=0.5)

# What gRPC core says when it had no connection to send the request on: nobody listens, the server is draining, its
# certificate is another's, its name is unknown.
NO_CONNECTION = ("failed to connect to all addresses", "connections to all backends failing", "errors resolving")


class Retry(ClientStep):
    def __init__(self, remote: Remote, budget: RetryBudget) -> None:
        self._policy = remote.policy
        self._budget = budget
        self._labels = (remote.target, remote.method)
        self._retrying = tenacity.Retrying(
            retry=self._worthwhile, wait=_pause, stop=self._stop, before_sleep=self._repeated, reraise=True
        )

    def around(self, call: Call, proceed: Proceed) -> Any:
        self._budget.deposit()
        try:
            return proceed(self._now(call))
        except grpc.RpcError as failure:
            # tenacity comes in with the first failure: every call that succeeds would pay 30 µs for its bookkeeping.
            return self._again(call, proceed, failure)

    def _again(self, call: Call, proceed: Proceed, failure: grpc.RpcError) -> Any:
        attempts = _Attempts(call, lambda: proceed(self._now(call)), failure)
        try:
            return self._retrying(attempts)
        except (grpc.RpcError, ServiceError) as last:
            if attempts.arrived is not None and not may_have_arrived(last):
                raise attempts.arrived from last
            raise

    def _now(self, call: Call) -> Call:
        """With the time that is left now rather than the time there was at the start."""
        seconds = self._policy.attempt or self._policy.deadline
        left = context.remaining()
        return call.within(seconds if left is None else max(0.0, min(seconds, left)))

    def _worthwhile(self, state: tenacity.RetryCallState) -> bool:
        failure = _failure(state)
        if failure is None:  # success, or refused on this side: an open breaker is not asked again
            return False
        why_not = objection(
            self._policy,
            failure.code().name,
            attempt=state.attempt_number,
            pushback_ms=status.pushback(failure),
            arrived=may_have_arrived(failure),
        )
        if why_not in {"pushback", "outcome"}:
            self._refused(why_not)
        return why_not is None

    def _stop(self, state: tenacity.RetryCallState) -> bool:
        if _too_late(state):
            return self._refused("deadline")
        # The budget comes last: a retry is only paid for when it is going to happen.
        return not self._budget.withdraw() and self._refused("budget")

    def _refused(self, reason: str) -> bool:
        metrics.CLIENT_RETRIES_REFUSED.labels(*self._labels, reason).inc()
        tracing.happened("retry.refused", reason=reason)
        return True

    def _repeated(self, state: tenacity.RetryCallState) -> None:
        failure = _failure(state)
        code = failure.code().name if failure else ""
        metrics.CLIENT_RETRIES.labels(*self._labels, code).inc()
        tracing.happened("retry", after=code, attempt=state.attempt_number + 1, pause_ms=_ms(state.upcoming_sleep))
        if isinstance(state.fn, _Attempts):
            state.fn.call.record.retries += 1


class _Attempts:
    """What tenacity runs: the failure there has been already, then attempts of its own."""

    def __init__(self, call: Call, make: Callable[[], Any], failure: grpc.RpcError) -> None:
        self.call = call
        self.arrived: grpc.RpcError | None = None  # of several failures, one that may have had an effect is told
        self._make = make
        self._failed: grpc.RpcError | None = failure

    def __call__(self) -> Any:
        try:
            return self._next()
        except grpc.RpcError as error:
            if may_have_arrived(error):
                self.arrived = error
            raise

    def _next(self) -> Any:
        failure, self._failed = self._failed, None
        if failure is not None:
            raise failure
        return self._make()


def may_have_arrived(error: Exception) -> bool:
    """False when this attempt cannot have had an effect: there was no connection, or the server invites a repeat."""
    if not isinstance(error, grpc.RpcError) or (error.details() or "").startswith(NO_CONNECTION):
        return False
    asked = status.pushback(error)
    return asked is None or asked < 0


def _failure(state: tenacity.RetryCallState) -> grpc.RpcError | None:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, grpc.RpcError) else None


def _pause(state: tenacity.RetryCallState) -> float:
    error = _failure(state)
    asked = status.pushback(error) if error else None
    return float(_JITTER(state)) if asked is None else asked / 1000


def _too_late(state: tenacity.RetryCallState) -> bool:
    left = context.remaining()
    return left is not None and left - state.upcoming_sleep < SHORTEST


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
