"""Opens this process's connections before somebody waits for them: on two busy cores the first call took 0.5 s longer.

It runs beside the start and can neither delay it nor fail it: what is not there yet is connected to by the first call.
"""

from __future__ import annotations

import threading
from typing import Any

import grpc
from django.utils.module_loading import import_string
from grpc_health.v1 import health_pb2, health_pb2_grpc

from servicekit import logs
from servicekit.grpc.channel import DECLARED, MeshChannel

log = logs.get(__name__)

PATIENCE = 10.0  # seconds for the services that start at the same time


def begin(adapters: str) -> threading.Thread:
    """In every process that makes calls, after its fork. `adapters` is the dotted name of what makes the channels."""
    thread = threading.Thread(target=_warm, args=(adapters,), name="grpc-warmup", daemon=True)
    thread.start()
    return thread


def _warm(adapters: str) -> None:
    try:
        made = import_string(adapters)()  # kept to the end: channels nobody holds are forgotten
        asked = [(channel.target, ask(channel)) for channel in list(DECLARED)]
        for target, answer in asked:
            log.info("grpc.warmed", target=target, code=answer.code().name)
        del made
    except Exception as error:  # noqa: BLE001 - a cold connection is slow once; a start that fails is an outage
        log.warning("grpc.not_warmed", error=type(error).__name__)


def ask(channel: MeshChannel) -> Any:
    """A health check, past the chain: nobody's breaker or budget hears of a service that is still starting."""
    stub = health_pb2_grpc.HealthStub(channel.connection())
    call: grpc.Future[Any] = stub.Check.future(health_pb2.HealthCheckRequest(), timeout=PATIENCE, wait_for_ready=True)
    return call
