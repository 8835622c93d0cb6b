"""The gRPC server of a service: callers known, work bounded, errors mapped, nothing in flight lost when it stops."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import grpc
from grpc_reflection.v1alpha import reflection

from servicekit import logs, metrics
from servicekit.auth.verifier import verifier
from servicekit.faults import failpoints
from servicekit.faults.serving import ScriptedFaults
from servicekit.grpc import TLS_1_3_ONLY, access, options, tls
from servicekit.grpc.health import Health
from servicekit.grpc.serving.arrival import Arrival
from servicekit.grpc.serving.bulkhead import Bulkhead, CountingExecutor
from servicekit.grpc.serving.chain import Chain
from servicekit.grpc.serving.connections import DatabaseConnections
from servicekit.grpc.serving.deadline import Deadline
from servicekit.grpc.serving.errors import Errors
from servicekit.grpc.serving.identity import Identity
from servicekit.grpc.serving.scope import Scope
from servicekit.grpc.serving.session import Session
from servicekit.grpc.serving.step import RequestStep
from servicekit.grpc.serving.telemetry import Telemetry
from servicekit.grpc.serving.user import User, Verify
from servicekit.settings import ServiceSettings

log = logs.get(__name__)

DRAIN_PAUSE = 2.0  # seconds in which callers learn that health says NOT_SERVING
# Seconds a thread computes before another has its turn. With the stock 5 ms and every thread computing, the health
# check waits for two rounds of 16 threads: 165 ms; with this 110 ms on a machine three times overcommitted.
TURN = 0.001
GRACE = 8.0  # seconds for calls in flight; the supervisor kills after 15

Register = Callable[[grpc.Server], Sequence[str] | None]


class Capacity(NamedTuple):
    """Calls worked on at once, and calls held in all; more are refused, normal ones at four fifths of it."""

    threads: int = 16
    in_flight: int = 64


CAPACITY = Capacity()


def chain(granted: access.Access, verify: Verify, bulkhead: Bulkhead, *, connections: bool) -> Chain:
    """Outermost first."""
    first = [
        Arrival(),  # whatever is said from here on carries the request's id and belongs to its trace
        Identity(granted),  # nothing is done for a stranger
        User(verify),  # nor for a forged token
        Deadline(),  # nor for a caller who has already given up
    ]
    then: list[RequestStep] = []  # only calls that would be served come past the bulkhead and count as load
    if connections:
        then.append(DatabaseConnections())  # around everything that may query, error mapping included
    then.append(Errors())  # the steps above refuse in words of their own; what comes from here on may be anything
    if connections:
        then.append(Session())  # asks the database whether the user has logged out
    then.append(Scope(granted))  # who the user is must be settled before what they may ask
    then.append(Telemetry())  # innermost: it sees the error itself and measures the handler alone
    if script := failpoints.armed():
        then.append(ScriptedFaults(script))  # in a lab alone: part of the handler, as far as the others can tell
    return Chain(first, bulkhead, then)


class MeshServer:
    """A server that is bound to its port but answers only after `start()`."""

    def __init__(
        self, server: grpc.Server, health: Health, bulkhead: Bulkhead, services: Sequence[str], port: int
    ) -> None:
        self._server = server
        self._health = health
        self._bulkhead = bulkhead
        self._services = services
        self.port = port

    def start(self) -> None:
        self._server.start()
        self._health.serving(self._services)

    def drain(self) -> None:
        """Tells callers to go elsewhere; whoever has not heard yet is still served."""
        self._health.not_serving()

    def stop(self, *, pause: float = 0.0, grace: float = GRACE) -> None:
        """Lets callers go elsewhere, then finishes what was begun, then stops."""
        self.drain()
        time.sleep(pause)
        self._server.stop(grace).wait()
        self._health.close()
        self._bulkhead.close()


def build_server(
    register: Register,
    *,
    bind: str,
    tls_dir: Path,
    verify: Verify | None = None,
    granted: access.Access | None = None,
    reflect: bool = False,
    connections: bool = True,
    capacity: Capacity = CAPACITY,
) -> MeshServer:
    """Port 0 in `bind` takes a free one. `connections=False` leaves the database alone, for tests in transactions."""
    executor = CountingExecutor(capacity.threads)
    bulkhead = Bulkhead(executor, capacity.in_flight)
    metrics.SERVER_IN_FLIGHT.set_function(lambda: executor.in_flight)
    steps = chain(
        access.load() if granted is None else granted,
        verify or (lambda token: verifier().verify(token)),
        bulkhead,
        connections=connections,
    )
    server = grpc.server(executor, interceptors=[steps], options=options.SERVER)
    services = list(register(server) or ())
    health = Health(server)
    if reflect:
        reflection.enable_server_reflection([*services, reflection.SERVICE_NAME], server)
    port = server.add_secure_port(bind, tls.Material(tls_dir).server())
    return MeshServer(server, health, bulkhead, services, port)


def serve(settings: ServiceSettings, service: str, register: Register) -> None:
    """Serves until SIGTERM or SIGINT, then drains."""
    assert settings.tls_dir is not None  # noqa: S101 - settings fill it in
    server = build_server(register, bind=settings.grpc_bind, tls_dir=settings.tls_dir, reflect=not settings.production)
    sys.setswitchinterval(TURN)
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> Any:
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    if not TLS_1_3_ONLY:
        log.warning("grpc.tls_1_2_allowed", why="grpc was imported before servicekit.grpc")
    verifier()  # the keys are fetched beside the start, not by the first call
    server.start()
    log.info("grpc.serving", service=service, port=server.port)
    stopping.wait()
    server.stop(pause=DRAIN_PAUSE)
    log.info("grpc.stopped", service=service)
