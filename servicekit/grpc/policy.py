"""How one remote method may be called: a value to print, compare and defend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

# Each under its own rule (servicekit.grpc.retry); a code outside this set is never worth a second attempt.
RETRYABLE = frozenset({"UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "ABORTED"})


# Calls to one target that may be in flight in this process when another one wants to join them. The count is the
# target's, so its reads are turned away before its writes. A web process has 16 threads: a target never holds more
# than half of them, and the rest of the shop goes on.
READ_PLACES = 6
WRITE_PLACES = 8


@dataclass(frozen=True)
class CallPolicy:
    """One method's policy.

    `deadline`: seconds the caller waits at most, all attempts and pauses together. `attempt`: seconds for one attempt;
    None means all that is left. `idempotent`: a repeat is harmless (a read, or a write under a key the caller chose).
    `attempts`: including the first. `retry_on`: status names, each under its rule. `read`: which breaker it shares.
    `bulkhead`: calls to the target in flight at which this one is refused; None means its group's. `hedge`: seconds
    after which a second request is sent and the first answer taken; None means never. `why`: the sentence that defends
    it all, printed by `./dev mesh policies`.
    """

    deadline: float
    idempotent: bool = False
    attempts: int = 1
    read: bool = True
    attempt: float | None = None
    retry_on: frozenset[str] = RETRYABLE
    bulkhead: int | None = None
    hedge: float | None = None
    why: str = ""

    def __post_init__(self) -> None:
        for wrong, why in self._objections():
            if wrong:
                raise ValueError(why)

    def _objections(self) -> list[tuple[bool, str]]:
        strange = self.retry_on - RETRYABLE
        hedged = self.hedge is not None
        return [
            (self.deadline <= 0 or self.attempts < 1, "a deadline is positive and there is at least one attempt"),
            # UNAVAILABLE also comes when the connection breaks after the work was done.
            (self.attempts > 1 and not self.idempotent, "only an idempotent method may be attempted again"),
            (bool(strange), f"never retryable: {', '.join(sorted(strange))}"),
            (self.places < 1, "a bulkhead has at least one place"),
            (hedged and not (self.read and self.idempotent), "only an idempotent read may be sent twice at once"),
            (hedged and not 0 < (self.hedge or 0) < self.deadline, "a second request is sent within the deadline"),
        ]

    @property
    def group(self) -> Literal["read", "write"]:
        return "read" if self.read else "write"

    @property
    def places(self) -> int:
        """The bulkhead in force."""
        if self.bulkhead is not None:
            return self.bulkhead
        return READ_PLACES if self.read else WRITE_PLACES

    def row(self) -> dict[str, str]:
        """As a line of a table: column by column, in words."""
        return {
            "deadline": f"{self.deadline:g} s",
            "attempt": f"{self.attempt:g} s" if self.attempt is not None else "what is left",
            "idempotent": "yes" if self.idempotent else "no",
            "attempts": str(self.attempts),
            "retried on": ", ".join(sorted(self.retry_on)) if self.attempts > 1 else "",
            "breaker": self.group,
            "bulkhead": str(self.places),
            "hedge": f"after {self.hedge:g} s" if self.hedge is not None else "off",
        }


Policies = Mapping[str, CallPolicy]


def policy_of(policies: Policies, method: str) -> CallPolicy:
    """LookupError for a method nobody thought about: it would have no deadline."""
    try:
        return policies[method]
    except KeyError:
        raise LookupError(f"{method} has no CallPolicy") from None
