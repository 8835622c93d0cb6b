"""The channel of a service to another: its connection found at every call, its chain of steps written down once.

    stub = ProductServiceStub(mesh_channel("product_service", settings.SHOPMESH.product_grpc, POLICIES))
    stub.ReserveStock(request)                     # no timeout argument: the policy and the context know it

The stub may be made anywhere, also at import time. Failures are ServiceErrors.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import grpc
from django.conf import settings

from servicekit.grpc import tls
from servicekit.grpc.breaker import ConcurrentBreaker
from servicekit.grpc.bulkhead import Places
from servicekit.grpc.client import connection
from servicekit.grpc.client.attempt import Attempt, sender
from servicekit.grpc.client.breaker import Breaker, Changes
from servicekit.grpc.client.bulkhead import Bulkhead
from servicekit.grpc.client.deadline import Deadline
from servicekit.grpc.client.errors import Errors
from servicekit.grpc.client.hedge import Hedge
from servicekit.grpc.client.identity import Identity
from servicekit.grpc.client.retry import Retry
from servicekit.grpc.client.step import Call, ClientStep, Proceed, Record, Remote, fused
from servicekit.grpc.client.telemetry import Telemetry
from servicekit.grpc.policy import Policies, policy_of
from servicekit.grpc.retry import RetryBudget


@dataclass
class Guards:
    """What this process knows about one target, shared by all its channels there."""

    target: str
    budget: RetryBudget = field(default_factory=RetryBudget)
    places: Places = field(default_factory=Places)
    breakers: dict[str, ConcurrentBreaker] = field(init=False)

    def __post_init__(self) -> None:
        self.breakers = {group: self._breaker(group) for group in ("read", "write")}

    def _breaker(self, group: str) -> ConcurrentBreaker:
        breaker = ConcurrentBreaker(f"{self.target}/{group}")
        breaker.add_listener(Changes(self.target, group))
        return breaker


def chain(remote: Remote, guards: Guards) -> list[ClientStep]:
    """Outermost first."""
    hedge = [] if remote.policy.hedge is None else [Hedge(remote, guards.budget)]
    return [
        Errors(remote.target),  # sees every failure of every step below
        Telemetry(remote),  # a span, a count and a line per call, not per attempt; refusals on this side included
        Deadline(remote),  # one limit for all attempts and the pauses between them
        Retry(remote, guards.budget),  # outside the breaker: an open one ends the retries
        *hedge,  # inside the retry: both requests are one attempt to get an answer
        Breaker(remote, guards.breakers[remote.policy.group]),  # sees every request that is made
        Bulkhead(remote, guards.places),  # inside the breaker: a place is not held while waiting to retry
        Identity(),  # what is sent belongs to the attempt
        Attempt(remote),  # innermost: it counts what nothing has refused
    ]


# What this process may call, so that it can connect before the first call (servicekit.grpc.warmup).
DECLARED: weakref.WeakSet[MeshChannel] = weakref.WeakSet()


def mesh_channel(target: str, address: str, policies: Policies, *, tls_dir: Path | None = None) -> grpc.Channel:
    """A channel to the service `target` at `address`. Nothing is opened before the first call.

    `policies` by full method; a method without one raises LookupError. The client certificate is read from `tls_dir`,
    by default the directory of the service that is running.
    """
    return MeshChannel(target, address, policies, tls_dir)


class MeshChannel(grpc.Channel):
    """Finds the connection of this process, this target and this certificate at every call."""

    def __init__(self, target: str, address: str, policies: Policies, tls_dir: Path | None) -> None:
        self.target = target
        self._address = address
        self._policies = policies
        self._tls_dir = tls_dir
        self._found: tuple[object, grpc.Channel] | None = None
        DECLARED.add(self)

    def unary_unary(self, method: str, *args: Any, **kwargs: Any) -> Any:
        return _Method(self, method, lambda there: there.unary_unary(method, *args, **kwargs))

    def connection(self) -> grpc.Channel:
        """The connection of this moment, without the chain."""
        material = tls.Material(self._tls_dir or settings.SHOPMESH.tls_dir)
        # Comparing these costs a tenth of looking the connection up by its key.
        seen = (os.getpid(), material.directory, material.recent_stamp())
        if self._found is None or self._found[0] != seen:
            self._found = (seen, connection.connection(connection.Key.of(self.target, self._address, material)))
        return self._found[1]

    def chained(self, method: str, send: Proceed) -> Proceed:
        """`send` with everything around it that the method's policy asks for."""
        remote = Remote(self.target, method, policy_of(self._policies, method))
        return fused(chain(remote, guards_of(self.target)), send)

    def subscribe(self, callback: Callable[[grpc.ChannelConnectivity], None], try_to_connect: bool = False) -> None:  # noqa: FBT001, FBT002 - gRPC's signature
        self.connection().subscribe(callback, try_to_connect)

    def unsubscribe(self, callback: Callable[[grpc.ChannelConnectivity], None]) -> None:
        self.connection().unsubscribe(callback)

    def close(self) -> None:
        """Nothing: the connection belongs to the process and others use it."""

    def unary_stream(self, method: str, *_args: Any, **_kwargs: Any) -> Any:
        return _streams_are_not_guarded(method)

    def stream_unary(self, method: str, *_args: Any, **_kwargs: Any) -> Any:
        return _streams_are_not_guarded(method)

    def stream_stream(self, method: str, *_args: Any, **_kwargs: Any) -> Any:
        return _streams_are_not_guarded(method)


class _Method:
    """One method of a stub: the steps around it are put together once for each connection."""

    def __init__(self, channel: MeshChannel, name: str, opened: Callable[[grpc.Channel], Any]) -> None:
        self._channel = channel
        self._name = name
        self._opened = opened
        self._made: tuple[grpc.Channel, Proceed] | None = None

    def __call__(
        self,
        request: Any,
        timeout: float | None = None,
        metadata: Sequence[tuple[str, str | bytes]] | None = None,
        **options: Any,
    ) -> Any:
        return self._now()(Call(request, timeout, tuple(metadata or ()), options, Record()))

    def future(self, request: Any, *args: Any, **kwargs: Any) -> Future[Any]:
        """Guarded like a call, and as long: it has ended when it is returned."""
        outcome: Future[Any] = Future()
        try:
            outcome.set_result(self(request, *args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future hands over whatever the call raised
            outcome.set_exception(error)
        return outcome

    def _now(self) -> Proceed:
        connection = self._channel.connection()
        made = self._made
        if made is None or made[0] is not connection:
            made = (connection, self._channel.chained(self._name, sender(self._opened(connection))))
            self._made = made
        return made[1]


# By process; `setdefault` is atomic, so there is no lock that a fork could leave locked.
_GUARDS: dict[tuple[int, str], Guards] = {}


def guards_of(target: str) -> Guards:
    key = (os.getpid(), target)
    known = _GUARDS.get(key)
    return _GUARDS.setdefault(key, Guards(target)) if known is None else known


def _streams_are_not_guarded(method: str) -> Callable[..., NoReturn]:
    """A stub with a streaming method can be made, the method not called: no deadline and no breaker would hold it."""

    def refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
        raise LookupError(f"{method} is a stream and has no CallPolicy")

    return refuse
