"""Ways to ask a running mesh from outside: with the certificate of a service, or over one kept connection."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import grpc

from servicekit.grpc import options, tls
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import Policies
from tests.harness import Mesh
from tools import mesh as description
from tools.state import State

CALLER = "order_service"


def described(mesh: Mesh) -> description.Mesh:
    """Ports, addresses and environment of the mesh."""
    found = description.load(State(mesh.state))
    assert found is not None  # noqa: S101 - it was started for this run
    return found


def certificate(mesh: Mesh) -> Path:
    return described(mesh).state.tls / CALLER


def guarded(mesh: Mesh, target: str, policies: Policies) -> grpc.Channel:
    """As order_service calls it: through the whole chain."""
    return mesh_channel(target, grpc_address(mesh, target), policies, tls_dir=certificate(mesh))


def bare(mesh: Mesh, target: str) -> grpc.Channel:
    credentials = tls.Material(certificate(mesh)).client()
    return grpc.secure_channel(grpc_address(mesh, target), credentials, options=options.client(target))


def grpc_address(mesh: Mesh, target: str) -> str:
    return described(mesh).ports.address(f"{description.short(target)}-grpc")


def web_address(mesh: Mesh, service: str) -> str:
    return described(mesh).ports.url(f"{description.short(service)}-web")


def kept(url: str, headers: dict[str, str] | None = None) -> Callable[[], bytes]:
    """GETs the same URL over one connection. http.client, because httpx would cost more than the server does."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=15)

    def ask() -> bytes:
        connection.request("GET", parts.path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{url} answered {answer.status}: {body[:200]!r}")
        return body

    return ask
