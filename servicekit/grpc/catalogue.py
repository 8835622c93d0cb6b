"""Every remote call of a service, with its policy: noted where an adapter declares it, listed by `./dev mesh policies`.

    POLICIES = declare(__name__, "product_service", {f"{SERVICE}/ReserveStock": CallPolicy(deadline=0.4, why="…")})

An adapter's stub is made on a channel with these POLICIES, so what is listed is what is in force.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from servicekit.grpc.policy import CallPolicy, Policies


@dataclass(frozen=True)
class Declared:
    """`module` is where it is written; its first part is the service that calls."""

    module: str
    target: str
    method: str
    policy: CallPolicy

    @property
    def caller(self) -> str:
        return self.module.partition(".")[0]

    def retried_on(self) -> list[str]:
        """A write that ran out of time may have happened, so it is never repeated, whatever `retry_on` leaves open."""
        never = frozenset() if self.policy.read else frozenset({"DEADLINE_EXCEEDED"})
        return sorted(self.policy.retry_on - never) if self.policy.attempts > 1 else []

    def described(self) -> dict[str, Any]:
        """As JSON: the policy's fields with what its defaults mean filled in."""
        policy = self.policy
        return {
            "caller": self.caller,
            "target": self.target,
            "method": self.method,
            **asdict(policy),
            "retry_on": self.retried_on(),
            "group": policy.group,
            "bulkhead": policy.places,
            "module": self.module,
        }


# By caller and method; adapters are imported once per process, before anything is called.
_DECLARED: dict[tuple[str, str], Declared] = {}


def declare(module: str, target: str, policies: Policies) -> Policies:
    """Returns `policies`. ValueError for one that says not why, or that another module has declared differently."""
    for method, policy in policies.items():
        _note(Declared(module, target, method, policy))
    return policies


def _note(new: Declared) -> None:
    if not new.policy.why:
        raise ValueError(f"{new.method}: a policy says in one sentence why it is right")
    known = _DECLARED.setdefault((new.caller, new.method), new)
    if known != new:
        raise ValueError(f"{new.method} has a policy in {known.module} already")


def declared() -> list[Declared]:
    """What the modules imported so far have declared."""
    return sorted(_DECLARED.values(), key=lambda one: (one.caller, one.target, one.method))


def table() -> str:
    """For a person: a line per method, and under it why."""
    return "\n".join(f"{_line(one)}\n    {one.policy.why}" for one in declared()) or "This service calls no other."


def _line(one: Declared) -> str:
    row = one.policy.row() | {"retried on": ", ".join(one.retried_on())}
    facts = "; ".join(f"{name} {value}" for name, value in row.items() if value)
    return f"{one.target} {one.method}: {facts}"
