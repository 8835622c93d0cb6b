"""The only place where a call is repeated; gRPC's own retries are off, because layers of retries multiply."""

from __future__ import annotations

import functools
from typing import Any

import grpc
import tenacity

from servicekit import context
from servicekit.errors import ServiceError
from servicekit.grpc import status
from servicekit.grpc.client.deadline import SHORTEST
from servicekit.grpc.client.step import CallDetails, ClientStep, Proceed
from servicekit.grpc.policy import CallPolicy, Policies, policy_of
from servicekit.grpc.retry import RetryBudget, may_retry

# Full jitter: from nothing to 50, 100, 200 … 500 ms, so that callers who failed together do not return together.
_JITTER = tenacity.wait_random_exponential(multiplier=0.05, max=0.5)


# What gRPC core says when no connection could be made, so that no byte of the request went out.
NO_CONNECTION = "failed to connect to all addresses"


class Retry(ClientStep):
    def __init__(self, policies: Policies, budget: RetryBudget) -> None:
        self._policies = policies
        self._budget = budget
        self._retrying = functools.cache(self._build)

    def around(self, call: CallDetails, proceed: Proceed) -> Any:
        self._budget.deposit()
        policy = policy_of(self._policies, call.method)
        arrived: list[grpc.RpcError] = []
        try:
            return self._retrying(call.method)(_attempt, call, policy, proceed, arrived)
        except (grpc.RpcError, ServiceError) as last:
            if arrived and not may_have_arrived(last):
                raise arrived[-1] from last
            raise

    def _build(self, method: str) -> tenacity.Retrying:
        policy = policy_of(self._policies, method)
        return tenacity.Retrying(
            retry=functools.partial(_worthwhile, policy),
            wait=_pause,
            stop=functools.partial(self._stop, policy),
            reraise=True,
        )

    def _stop(self, policy: CallPolicy, state: tenacity.RetryCallState) -> bool:
        # The budget comes last: a retry is only paid for when it is going to happen.
        return state.attempt_number >= policy.attempts or _too_late(state) or not self._budget.withdraw()


def _attempt(call: CallDetails, policy: CallPolicy, proceed: Proceed, arrived: list[grpc.RpcError]) -> Any:
    """One attempt, with the time that is left now rather than the time there was at the start."""
    limits = (policy.deadline, policy.attempt, context.remaining())
    try:
        return proceed(call.within(max(0.0, min(seconds for seconds in limits if seconds is not None))))
    except grpc.RpcError as error:
        if may_have_arrived(error):
            arrived.append(error)
        raise


def may_have_arrived(error: Exception) -> bool:
    """False when this attempt cannot have had an effect. Of several failures, the one that may have had one is told."""
    return isinstance(error, grpc.RpcError) and NO_CONNECTION not in (error.details() or "")


def _failure(state: tenacity.RetryCallState) -> grpc.RpcError | None:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, grpc.RpcError) else None


def _worthwhile(policy: CallPolicy, state: tenacity.RetryCallState) -> bool:
    error = _failure(state)
    if error is None:  # success, or refused on this side: an open breaker is not asked again
        return False
    return may_retry(policy, error.code().name, attempt=state.attempt_number, pushback_ms=status.pushback(error))


def _pause(state: tenacity.RetryCallState) -> float:
    error = _failure(state)
    asked = status.pushback(error) if error else None
    return float(_JITTER(state)) if asked is None else asked / 1000


def _too_late(state: tenacity.RetryCallState) -> bool:
    left = context.remaining()
    return left is not None and left - state.upcoming_sleep < SHORTEST
