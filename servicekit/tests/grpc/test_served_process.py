"""`serve()` as it runs: a process of its own, stopped by a signal."""

from __future__ import annotations

import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as rpc
from servicekit import errors
from servicekit.grpc import options, tls
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import CallPolicy
from servicekit.testing.mesh import MeshTls
from servicekit.testing.ports import free_port
from servicekit.tests.grpc.products import PREFIX

SCRIPT = Path(__file__).with_name("served_process.py")
ROOT = Path(__file__).resolve().parents[3]
POLICIES = {
    PREFIX + "GetProductInfo": CallPolicy(deadline=4.0),
    "/grpc.health.v1.Health/Check": CallPolicy(deadline=1.0),
}


@dataclass(frozen=True)
class Served:
    process: subprocess.Popen[bytes]
    port: int
    tls: MeshTls

    def channel(self) -> grpc.Channel:
        address = f"127.0.0.1:{self.port}"
        return mesh_channel("product_service", address, POLICIES, tls_dir=self.tls.of("order_service"))

    def plain_channel(self) -> grpc.Channel:
        """As a caller has it who does not watch over the server's health."""
        credentials = tls.Material(self.tls.of("order_service")).client()
        name = ("grpc.ssl_target_name_override", "product_service")
        return grpc.secure_channel(f"127.0.0.1:{self.port}", credentials, options=[name])


@pytest.fixture
def served(mesh_tls: MeshTls) -> Iterator[Served]:
    port = free_port()
    command = [sys.executable, str(SCRIPT), str(mesh_tls.of("product_service")), str(port)]
    environment = {"PYTHONPATH": str(ROOT), "SHOPMESH_ENV": "test"}
    with subprocess.Popen(command, env=environment) as process:  # noqa: S603 - our own script
        try:
            served = Served(process, port, mesh_tls)
            grpc.channel_ready_future(served.channel()).result(timeout=20)
            yield served
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_call_in_flight_is_finished_before_the_process_ends(served: Served, number: signal.Signals) -> None:
    stub = rpc.ProductServiceStub(served.channel())
    answers: list[int] = []
    thread = threading.Thread(
        target=lambda: answers.append(stub.GetProductInfo(pb.GetProductInfoRequest(product_id=7)).product.id)
    )
    thread.start()
    time.sleep(0.2)
    served.process.send_signal(number)
    thread.join()
    assert answers == [7]
    assert served.process.wait(timeout=10) == 0


def test_health_says_not_serving_while_calls_are_still_taken(served: Served) -> None:
    with served.plain_channel() as channel:
        health = health_pb2_grpc.HealthStub(channel)
        stub = rpc.ProductServiceStub(channel)
        assert health.Check(health_pb2.HealthCheckRequest()).status == health_pb2.HealthCheckResponse.SERVING
        served.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert health.Check(health_pb2.HealthCheckRequest()).status == health_pb2.HealthCheckResponse.NOT_SERVING
        assert stub.GetProductInfo(pb.GetProductInfoRequest(product_id=8), timeout=4).product.id == 8


def test_a_caller_in_the_mesh_stops_calling_at_once(served: Served) -> None:
    stub = rpc.ProductServiceStub(served.channel())
    assert stub.GetProductInfo(pb.GetProductInfoRequest(product_id=7)).product.id == 7
    served.process.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    began = time.monotonic()
    with pytest.raises(errors.DependencyUnavailable):
        stub.GetProductInfo(pb.GetProductInfoRequest(product_id=8))
    assert time.monotonic() - began < 0.2  # a call that is taken lasts half a second
    assert served.process.poll() is None


def test_tls_1_2_is_refused(served: Served) -> None:
    def version(highest: ssl.TLSVersion) -> str | None:
        ours = served.tls.of("order_service")
        context = ssl.create_default_context(cafile=str(ours / "ca.pem"))
        context.load_cert_chain(ours / "cert.pem", ours / "key.pem")
        context.maximum_version = highest
        context.set_alpn_protocols(["h2"])
        with (
            socket.create_connection(("127.0.0.1", served.port)) as plain,
            context.wrap_socket(plain, server_hostname="localhost") as secure,
        ):
            return secure.version()

    assert version(ssl.TLSVersion.TLSv1_3) == "TLSv1.3"
    with pytest.raises((ssl.SSLError, ConnectionResetError)):
        version(ssl.TLSVersion.TLSv1_2)


def test_a_second_server_does_not_share_the_port(served: Served) -> None:
    second = grpc.server(ThreadPoolExecutor(1), options=options.SERVER)
    with pytest.raises(RuntimeError, match="Failed to bind"):
        second.add_insecure_port(f"127.0.0.1:{served.port}")
