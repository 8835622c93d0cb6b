"""Real gRPC in tests: a server of this process on a free port, mTLS and all, and channels that call it as any service.

def test_x(grpc_server):
    server = grpc_server(lambda s: add_ProductServiceServicer_to_server(FakeProducts(), s), service="product_service")
    stub = ProductServiceStub(server.channel("order_service"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from servicekit.grpc import tls
from servicekit.grpc.client import connection
from servicekit.grpc.server import MeshServer, Register, build_server
from servicekit.testing.mesh import MeshTls, RunningServer


@pytest.fixture(scope="session")
def mesh_tls(tmp_path_factory: pytest.TempPathFactory) -> MeshTls:
    return MeshTls(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def grpc_server(mesh_tls: MeshTls, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., RunningServer]]:
    """`grpc_server(register, service="product_service")`; other keywords go to `build_server`. Stopped after the test.

    Channels made without `tls_dir`, as adapters make them, find the certificate of the service under test.
    """
    from django.conf import settings
    from django.db import connections

    monkeypatch.setattr(settings.SHOPMESH, "tls_dir", mesh_tls.of(settings.SHOPMESH.service))
    # A test that renews certificates does not make the next one change connections half way through.
    monkeypatch.setattr(tls, "_LOOKED", {})
    # The server's threads end with the test: a PostgreSQL connection kept for their next call would be left open.
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    running: list[MeshServer] = []

    def start(register: Register, *, service: str = "product_service", **options: Any) -> RunningServer:
        server = build_server(register, bind="127.0.0.1:0", tls_dir=mesh_tls.of(service), **options)
        server.start()
        running.append(server)
        return RunningServer(server, service, mesh_tls)

    yield start
    for server in running:
        server.stop(grace=1)
        hang_up(server.port)


def hang_up(port: int) -> None:
    """A later test's server may get the same port, and a connection that has just failed would not try it at once."""
    for key in list(connection._CONNECTIONS):  # noqa: SLF001 - a product process keeps its connections for ever
        if key.address == f"127.0.0.1:{port}":
            connection._CONNECTIONS.pop(key).close()  # noqa: SLF001 - the same


@pytest.fixture
def serve_grpc(grpc_server: Callable[..., RunningServer]) -> Callable[..., RunningServer]:
    """The same under the name that reads better in a test of an adapter."""
    return grpc_server
