"""Real gRPC in tests: a server of this process on a free port, mTLS and all, and channels that call it as any service.

def test_x(grpc_server):
    server = grpc_server(lambda s: add_ProductServiceServicer_to_server(FakeProducts(), s), service="product_service")
    stub = ProductServiceStub(server.channel("order_service"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pytest

from servicekit.grpc import mtls
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import CallPolicy, Policies
from servicekit.grpc.server import MeshServer, Register, build_server


class EveryMethod(dict[str, CallPolicy]):
    """One policy for whatever is called: tests of servicers care about answers, not about policies."""

    def __missing__(self, method: str) -> CallPolicy:
        return CallPolicy(deadline=5.0)


class MeshTls:
    """Certificates of a mesh of its own; those of a service are made when they are first asked for."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def of(self, service: str) -> Path:
        mtls.ensure(self.directory, [service])
        return self.directory / service


@dataclass(frozen=True)
class RunningServer:
    """A server under test. `address` is what a service's `*_GRPC` setting would say."""

    server: MeshServer
    service: str
    tls: MeshTls

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server.port}"

    def channel(self, caller: str, policies: Policies | None = None) -> grpc.Channel:
        """The channel that `caller` would have to this server."""
        known = EveryMethod() if policies is None else policies
        return mesh_channel(self.service, self.address, known, tls_dir=self.tls.of(caller))


@pytest.fixture(scope="session")
def mesh_tls(tmp_path_factory: pytest.TempPathFactory) -> MeshTls:
    return MeshTls(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def grpc_server(mesh_tls: MeshTls, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., RunningServer]]:
    """`grpc_server(register, service="product_service")`; other keywords go to `build_server`. Stopped after the test.

    Channels made without `tls_dir`, as adapters make them, find the certificate of the service under test.
    """
    from django.conf import settings  # noqa: PLC0415 - the plugin is imported before settings exist

    monkeypatch.setattr(settings.SHOPMESH, "tls_dir", mesh_tls.of(settings.SHOPMESH.service))
    running: list[MeshServer] = []

    def start(register: Register, *, service: str = "product_service", **options: Any) -> RunningServer:
        server = build_server(register, bind="127.0.0.1:0", tls_dir=mesh_tls.of(service), **options)
        server.start()
        running.append(server)
        return RunningServer(server, service, mesh_tls)

    yield start
    for server in running:
        server.stop(grace=1)


@pytest.fixture
def serve_grpc(grpc_server: Callable[..., RunningServer]) -> Callable[..., RunningServer]:
    """The same under the name that reads better in a test of an adapter."""
    return grpc_server
