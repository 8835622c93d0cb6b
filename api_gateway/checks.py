"""Asks one service how it is: its REST readiness and its gRPC health, each within a second."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

DEADLINE = 1.0  # seconds
SERVICES = ("user", "product", "order", "payments")


@dataclass(frozen=True)
class Targets:
    """Where the services are, and with which certificate they are asked. Several places have commas between."""

    web: Mapping[str, str]
    grpc: Mapping[str, str]
    tls: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Targets:
        return cls(
            web={name: environment[f"{name.upper()}_WEB"] for name in SERVICES},
            grpc={name: environment[f"{name.upper()}_GRPC"] for name in SERVICES},
            tls=Path(environment["TLS_DIR"]),
        )


def rest_answers(bases: str, path: str) -> bool:
    """Whether GET answers 200 in time, in one of the places; every way of failing is a plain no."""
    return any(_rest_answers(base, path) for base in bases.split(","))


def _rest_answers(base: str, path: str) -> bool:
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=DEADLINE)
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def grpc_serves(addresses: str, service: str, tls: Path) -> bool:
    """Asked one after the other: a channel to all of them would stay with one that says it is about to stop."""
    return any(_grpc_serves(address, service, tls) for address in addresses.split(","))


def _grpc_serves(address: str, service: str, tls: Path) -> bool:
    try:
        channel = _channel(address, f"{service}_service", tls, (tls / "cert.pem").stat().st_mtime_ns)
        reply = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=DEADLINE)
    except (grpc.RpcError, OSError):
        return False
    return bool(reply.status == health_pb2.HealthCheckResponse.SERVING)


@lru_cache(maxsize=32)
def _channel(address: str, identity: str, tls: Path, _renewed: int) -> grpc.Channel:
    """One channel per place and certificate; theirs says `order_service` wherever the address points."""
    credentials = grpc.ssl_channel_credentials(
        root_certificates=(tls / "ca.pem").read_bytes(),
        private_key=(tls / "key.pem").read_bytes(),
        certificate_chain=(tls / "cert.pem").read_bytes(),
    )
    options = [
        ("grpc.ssl_target_name_override", identity),
        # A service that comes back is seen within a second, not after the default two minutes of backoff.
        ("grpc.initial_reconnect_backoff_ms", 200),
        ("grpc.max_reconnect_backoff_ms", 1000),
        ("grpc.enable_retries", 0),
    ]
    return grpc.secure_channel(address, credentials, options)
