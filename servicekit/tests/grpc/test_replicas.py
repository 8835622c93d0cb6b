"""Several servers of one service: which of them gets the calls, and that none is lost when one goes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as rpc
from servicekit import errors
from servicekit.grpc import mtls, options
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import CallPolicy
from servicekit.grpc.server import MeshServer, build_server
from servicekit.testing.mesh import MeshTls, RunningServer
from servicekit.testing.waiting import eventually
from servicekit.tests.grpc.products import PREFIX, Products
from tools.ports import spare

REQUEST = pb.GetProductInfoRequest()
# One attempt: a failure that a retry would hide is one here.
ONCE = {PREFIX + "GetProductInfo": CallPolicy(deadline=4.0)}
CLIENTS_CONNECT = 2.0  # seconds; what a rolling restart waits, see tools.handover


@dataclass
class Replica:
    products: Products
    server: MeshServer

    @property
    def calls(self) -> int:
        return len(self.products.calls)


@dataclass
class Pair:
    """Two places where the product service may be found, and who is there."""

    tls: MeshTls
    ports: tuple[int, int]
    running: list[Replica] = field(default_factory=list)

    @property
    def addresses(self) -> str:
        return ",".join(f"127.0.0.1:{port}" for port in self.ports)

    def start(self, place: int) -> Replica:
        products = Products()
        bind = f"127.0.0.1:{self.ports[place]}"
        server = build_server(products.register, bind=bind, tls_dir=self.tls.of("product_service"), connections=False)
        server.start()
        self.running.append(Replica(products, server))
        return self.running[-1]

    def stub(self) -> rpc.ProductServiceStub:
        channel = mesh_channel("product_service", self.addresses, ONCE, tls_dir=self.tls.of("order_service"))
        return rpc.ProductServiceStub(channel)


@pytest.fixture
def pair(mesh_tls: MeshTls) -> Iterator[Pair]:
    first = spare()
    made = Pair(mesh_tls, (first, spare([first])))
    yield made
    for replica in made.running:
        replica.server.stop(grace=0.5)


@dataclass
class Load:
    """What four callers saw who call all the time."""

    made: int = 0
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0


@contextmanager
def load(stub: rpc.ProductServiceStub, callers: int = 4) -> Iterator[Load]:
    over, seen = threading.Event(), Load()

    def calling() -> None:
        while not over.is_set():
            began = time.monotonic()
            try:
                stub.GetProductInfo(REQUEST)
            except errors.ServiceError as error:
                seen.failures.append(f"{error.code}: {error.__cause__!r}")
            seen.made += 1
            seen.slowest = max(seen.slowest, time.monotonic() - began)
            over.wait(0.005)

    with ThreadPoolExecutor(callers) as threads:
        running = [threads.submit(calling) for _ in range(callers)]
        try:
            yield seen
        finally:
            over.set()
        assert [one.result() for one in running] == [None] * callers


def test_calls_go_to_both(pair: Pair) -> None:
    first, second = pair.start(0), pair.start(1)
    stub = pair.stub()
    with load(stub):
        eventually(lambda: first.calls and second.calls)
    before = first.calls, second.calls
    for _ in range(20):
        stub.GetProductInfo(REQUEST)
    assert (first.calls - before[0], second.calls - before[1]) == (10, 10)


def test_one_that_is_not_there_costs_nothing_and_is_found_when_it_comes(pair: Pair) -> None:
    first = pair.start(0)
    stub = pair.stub()
    with load(stub) as seen:
        eventually(lambda: first.calls > 20)
        second = pair.start(1)
        eventually(lambda: second.calls > 20, within=CLIENTS_CONNECT)
    assert seen.failures == []


def test_a_server_that_drains_gets_no_new_calls_within_milliseconds(pair: Pair) -> None:
    first, second = pair.start(0), pair.start(1)
    with load(pair.stub()) as seen:
        eventually(lambda: first.calls > 20 and second.calls > 20)
        first.server.drain()
        time.sleep(0.1)
        settled = first.calls
        eventually(lambda: second.calls > 200)
        assert first.calls == settled
    assert seen.failures == []


def test_a_rolling_restart_under_load_loses_no_call(pair: Pair) -> None:
    """As tools.roll does it: the stand-in comes, the server goes, another comes, the stand-in goes."""
    server = pair.start(0)
    with load(pair.stub()) as seen:
        eventually(lambda: server.calls > 20)
        standin = pair.start(1)
        time.sleep(CLIENTS_CONNECT)
        server.server.stop(pause=0.3)
        successor = pair.start(0)
        time.sleep(CLIENTS_CONNECT)
        standin.server.stop(pause=0.3)
        settled = successor.calls
        eventually(lambda: successor.calls > settled + 50)
    assert seen.failures == []
    assert sum(replica.calls for replica in pair.running) == seen.made
    assert seen.slowest < 1


def test_a_server_ends_although_clients_watch_its_health(pair: Pair) -> None:
    server = pair.start(0)
    pair.stub().GetProductInfo(REQUEST)
    began = time.monotonic()
    server.server.stop(grace=5)
    assert time.monotonic() - began < 1


def test_connections_that_have_grown_old_are_renewed_unnoticed(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """The health stream lives as long as the connection, and must not keep it or fail with it."""
    aged = {"grpc.max_connection_age_ms": 400, "grpc.max_connection_age_grace_ms": 5_000}
    monkeypatch.setattr(options, "SERVER", [*((name, aged.get(name, value)) for name, value in options.SERVER)])
    peers: set[str] = set()
    server = pair.start(0)
    server.products.answer = lambda _request, call: peers.add(call.peer())
    with load(pair.stub()) as seen:
        eventually(lambda: len(peers) >= 4)
    assert seen.failures == []


def test_leaves_of_seconds_are_renewed_under_load_and_no_call_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CERTIFICATE_HOURS", str(6 / 3600))
    monkeypatch.setattr("servicekit.grpc.tls.LOOK_AGAIN", 0.1)
    # Connections end before the leaf does that they were made with, as 300 s do with leaves of a day.
    aged = {"grpc.max_connection_age_ms": 500, "grpc.max_connection_age_grace_ms": 5_000}
    monkeypatch.setattr(options, "SERVER", [*((name, aged.get(name, value)) for name, value in options.SERVER)])
    authority = mtls.make_authority(tmp_path / "authority")
    pair = Pair(MeshTls(tmp_path), (spare(), 0))
    server = pair.start(0)
    shown: set[Any] = set()
    server.products.answer = lambda _request, call: shown.add(call.auth_context()["x509_pem_cert"][0])
    end = time.monotonic() + 10
    try:
        with load(one_place(pair)) as seen:
            while time.monotonic() < end:
                for service in ("product_service", "order_service"):
                    mtls.renew(authority, service, tmp_path / service)
                time.sleep(0.2)
    finally:
        server.server.stop(grace=0.5)
    assert seen.failures == []
    assert seen.made > 100
    assert len(shown) >= 3  # ten seconds, renewed whenever less than two of six are left


def one_place(pair: Pair) -> rpc.ProductServiceStub:
    address = f"127.0.0.1:{pair.ports[0]}"
    return rpc.ProductServiceStub(mesh_channel("product_service", address, ONCE, tls_dir=pair.tls.of("order_service")))


def test_a_server_whose_leaf_has_ended_is_refused(mesh_tls: MeshTls, tmp_path: Path) -> None:
    authority = mtls.make_authority(mesh_tls.directory / "authority")
    mtls.issue(authority, "product_service", tmp_path, life=timedelta(seconds=-90))
    products = Products()
    server = build_server(products.register, bind="127.0.0.1:0", tls_dir=tmp_path, connections=False)
    server.start()
    try:
        stub = RunningServer(server, "product_service", mesh_tls).channel("order_service", ONCE)
        with pytest.raises(errors.DependencyUnavailable) as refused:
            rpc.ProductServiceStub(stub).GetProductInfo(REQUEST)
    finally:
        server.stop(grace=0)
    assert isinstance(refused.value.__cause__, grpc.RpcError)
    assert "CERTIFICATE_VERIFY_FAILED" in (refused.value.__cause__.details() or "")
    assert products.calls == []
