"""What every outgoing step is built on: `proceed` makes the rest of the call and returns its answer, or raises."""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from servicekit.grpc.policy import CallPolicy

if TYPE_CHECKING:
    from servicekit.grpc.client.hedge import Racer

Metadata = tuple[tuple[str, str | bytes], ...]


class Remote(NamedTuple):
    """The method a chain of steps is for."""

    target: str
    method: str
    policy: CallPolicy


class Record:
    """What one call has cost so far, in all its attempts."""

    __slots__ = ("breaker", "codes", "hedged", "retries")

    def __init__(self) -> None:
        self.codes: list[str] = []  # one for each attempt that was sent, in the order they ended
        self.retries = 0
        self.hedged = False
        self.breaker = ""


class Call:
    """One request on its way through the steps. Slots: a dataclass with `replace` costs ten times as much."""

    __slots__ = ("metadata", "options", "racer", "record", "request", "timeout")

    def __init__(
        self,
        request: Any,
        timeout: float | None,
        metadata: Metadata,
        options: Mapping[str, Any],
        record: Record,
        racer: Racer | None = None,
    ) -> None:
        self.request = request
        self.timeout = timeout
        self.metadata = metadata
        self.options = options
        self.record = record
        self.racer = racer

    def within(self, seconds: float) -> Call:
        return Call(self.request, seconds, self.metadata, self.options, self.record, self.racer)

    def carrying(self, *metadata: tuple[str, str]) -> Call:
        sent = (*self.metadata, *metadata)
        return Call(self.request, self.timeout, sent, self.options, self.record, self.racer)

    def raced_by(self, racer: Racer) -> Call:
        return Call(self.request, self.timeout, self.metadata, self.options, self.record, racer)


Proceed = Callable[[Call], Any]


class ClientStep(ABC):
    """One concern around every call of a method."""

    @abstractmethod
    def around(self, call: Call, proceed: Proceed) -> Any: ...


def fused(steps: Sequence[ClientStep], send: Proceed) -> Proceed:
    """The steps around `send`, outermost first, as one function: each costs a call. gRPC's nesting costs 20 µs."""
    proceed = send
    for step in reversed(steps):
        proceed = functools.partial(step.around, proceed=proceed)
    return proceed
