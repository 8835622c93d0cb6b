"""The channel of a service to another: its connection found at every call, its chain of steps written down once.

    stub = ProductServiceStub(mesh_channel("product_service", settings.SHOPMESH.product_grpc, POLICIES))
    stub.ReserveStock(request)                     # no timeout argument: the policy and the context know it

The stub may be made anywhere, also at import time. Failures are ServiceErrors.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import grpc
from django.conf import settings

from servicekit.grpc import tls
from servicekit.grpc.breaker import ConcurrentBreaker
from servicekit.grpc.client import connection
from servicekit.grpc.client.breaker import Breaker, StateLog
from servicekit.grpc.client.bulkhead import PLACES, Bulkhead
from servicekit.grpc.client.deadline import Deadline
from servicekit.grpc.client.errors import Errors
from servicekit.grpc.client.identity import Identity
from servicekit.grpc.client.retry import Retry
from servicekit.grpc.client.step import ClientStep
from servicekit.grpc.client.telemetry import Telemetry
from servicekit.grpc.policy import Policies
from servicekit.grpc.retry import RetryBudget


@dataclass
class Guards:
    """What this process knows about one target, shared by all its channels there."""

    target: str
    budget: RetryBudget = field(default_factory=RetryBudget)
    places: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(PLACES))
    breakers: dict[str, ConcurrentBreaker] = field(init=False)

    def __post_init__(self) -> None:
        self.breakers = {group: ConcurrentBreaker(f"{self.target}/{group}") for group in ("read", "write")}
        for breaker in self.breakers.values():
            breaker.add_listener(StateLog())


def chain(policies: Policies, guards: Guards) -> list[ClientStep]:
    """Outermost first."""
    target = guards.target
    return [
        Errors(target),  # sees every failure of every step below
        Deadline(policies, target),  # one limit for all attempts and the pauses between them
        Telemetry(target),  # a line per call, not per attempt
        Retry(policies, guards.budget),  # outside the breaker: an open one ends the retries
        Breaker(policies, guards.breakers, target),  # sees every attempt
        Bulkhead(guards.places, target),  # inside the breaker: a place is not held while waiting to retry
        Identity(),  # innermost: what is sent belongs to the attempt
    ]


def mesh_channel(target: str, address: str, policies: Policies, *, tls_dir: Path | None = None) -> grpc.Channel:
    """A channel to the service `target` at `address`. Nothing is opened before the first call.

    `policies` by full method; a method without one raises LookupError. The client certificate is read from `tls_dir`,
    by default the directory of the service that is running.
    """
    return MeshChannel(target, address, policies, tls_dir)


class MeshChannel(grpc.Channel):
    """Finds the channel of this process, this target and this certificate at every call."""

    def __init__(self, target: str, address: str, policies: Policies, tls_dir: Path | None) -> None:
        self._target = target
        self._address = address
        self._policies = policies
        self._tls_dir = tls_dir
        self._guarded: tuple[connection.Key, grpc.Channel] | None = None

    def unary_unary(self, method: str, *args: Any, **kwargs: Any) -> Any:
        return _Method(self.guarded, lambda channel: channel.unary_unary(method, *args, **kwargs))

    def guarded(self) -> grpc.Channel:
        """The connection of this moment with the chain around it."""
        key = self._key()
        if self._guarded is None or self._guarded[0] != key:
            guards = _GUARDS.setdefault((key.pid, self._target), Guards(self._target))
            channel = grpc.intercept_channel(connection.connection(key), *chain(self._policies, guards))
            self._guarded = (key, channel)
        return self._guarded[1]

    def _key(self) -> connection.Key:
        material = tls.Material(self._tls_dir or settings.SHOPMESH.tls_dir)
        return connection.Key.of(self._target, self._address, material)

    def subscribe(self, callback: Callable[[grpc.ChannelConnectivity], None], try_to_connect: bool = False) -> None:  # noqa: FBT001, FBT002 - gRPC's signature
        connection.connection(self._key()).subscribe(callback, try_to_connect)

    def unsubscribe(self, callback: Callable[[grpc.ChannelConnectivity], None]) -> None:
        connection.connection(self._key()).unsubscribe(callback)

    def close(self) -> None:
        """Nothing: the connection belongs to the process and others use it."""

    def unary_stream(self, method: str, *_args: Any, **_kwargs: Any) -> Any:
        return _streams_are_not_guarded(method)

    def stream_unary(self, method: str, *_args: Any, **_kwargs: Any) -> Any:
        return _streams_are_not_guarded(method)

    def stream_stream(self, method: str, *_args: Any, **_kwargs: Any) -> Any:
        return _streams_are_not_guarded(method)


class _Method:
    def __init__(self, channel: Callable[[], grpc.Channel], method: Callable[[grpc.Channel], Any]) -> None:
        self._channel = channel
        self._method = method
        self._made: tuple[grpc.Channel, Any] | None = None

    def _now(self) -> Any:
        channel = self._channel()
        if self._made is None or self._made[0] is not channel:
            self._made = (channel, self._method(channel))
        return self._made[1]

    def __call__(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return self._now()(request, *args, **kwargs)

    def with_call(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return self._now().with_call(request, *args, **kwargs)

    def future(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return self._now().future(request, *args, **kwargs)


# By process; `setdefault` is atomic, so there is no lock that a fork could leave locked.
_GUARDS: dict[tuple[int, str], Guards] = {}


def _streams_are_not_guarded(method: str) -> Callable[..., NoReturn]:
    """A stub with a streaming method can be made, the method not called: no deadline and no breaker would hold it."""

    def refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
        raise LookupError(f"{method} is a stream and has no CallPolicy")

    return refuse
