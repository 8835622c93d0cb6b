"""How one remote method may be called: a value to print, compare and defend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

# Each under its own rule (servicekit.grpc.retry); a code outside this set is never worth a second attempt.
RETRYABLE = frozenset({"UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "ABORTED"})


@dataclass(frozen=True)
class CallPolicy:
    """One method's policy.

    `deadline`: seconds the caller waits at most, all attempts and pauses together. `attempt`: seconds for one attempt;
    None means all that is left. `idempotent`: a repeat is harmless (a read, or a write under a key the caller chose).
    `attempts`: including the first. `retry_on`: status names, each under its rule. `read`: which breaker it shares.
    """

    deadline: float
    idempotent: bool = False
    attempts: int = 1
    read: bool = True
    attempt: float | None = None
    retry_on: frozenset[str] = RETRYABLE

    def __post_init__(self) -> None:
        if self.deadline <= 0 or self.attempts < 1:
            raise ValueError("a deadline is positive and there is at least one attempt")
        if self.attempts > 1 and not self.idempotent:
            # UNAVAILABLE also comes when the connection breaks after the work was done.
            raise ValueError("only an idempotent method may be attempted again")
        if self.retry_on - RETRYABLE:
            raise ValueError(f"never retryable: {', '.join(sorted(self.retry_on - RETRYABLE))}")

    @property
    def group(self) -> Literal["read", "write"]:
        return "read" if self.read else "write"


Policies = Mapping[str, CallPolicy]


def policy_of(policies: Policies, method: str) -> CallPolicy:
    """LookupError for a method nobody thought about: it would have no deadline."""
    try:
        return policies[method]
    except KeyError:
        raise LookupError(f"{method} has no CallPolicy") from None
