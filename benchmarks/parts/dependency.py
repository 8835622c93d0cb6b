"""A product service in a process of its own, whose answers the benchmark decides.

`python -m benchmarks.parts.dependency TLS_DIR` prints its port. A product's id is its script: id % 1000 percent of the
calls fail with UNAVAILABLE, spread evenly, and each takes id // 1000 milliseconds. CheckAvailability tells how many
calls there were.
"""
# ruff: noqa: N802 - methods are named by the proto

from __future__ import annotations

import itertools
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from servicekit.grpc import options, tls  # first, as in servicekit.runner

import grpc  # isort: skip

from benchmarks.parts import processes, setting
from protos.gen.shop.common.v1 import money_pb2
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as rpc
from servicekit.errors import DependencyUnavailable
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import Policies
from servicekit.testing.mesh import MeshTls

TARGET = "product_service"
CALLER = "order_service"
INFO = "/shop.product.v1.ProductService/GetProductInfo"
AVAILABILITY = "/shop.product.v1.ProductService/CheckAvailability"
PRODUCT = pb.Product(
    id=1,
    sku="COM-LAP-14",
    name="Aurora 14 laptop",
    price=money_pb2.Money(minor_units=114900, currency="EUR"),
    image_url="/media/products/1f4bb.webp",
    available=25,
)


class Scripted(rpc.ProductServiceServicer):
    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._seen = 0

    def GetProductInfo(
        self, request: pb.GetProductInfoRequest, context: grpc.ServicerContext
    ) -> pb.GetProductInfoResponse:
        number = self._seen = next(self._numbers)
        milliseconds, percent = divmod(request.product_id, 1000)
        time.sleep(milliseconds / 1000)  # as slow as the caller asked it to be
        if number * percent // 100 > (number - 1) * percent // 100:
            raise DependencyUnavailable
        return pb.GetProductInfoResponse(product=PRODUCT)

    def CheckAvailability(
        self, request: pb.CheckAvailabilityRequest, context: grpc.ServicerContext
    ) -> pb.CheckAvailabilityResponse:
        return pb.CheckAvailabilityResponse(available=True, available_quantity=self._seen)


def script(*, percent: int = 0, milliseconds: int = 0) -> pb.GetProductInfoRequest:
    return pb.GetProductInfoRequest(product_id=milliseconds * 1000 + percent)


@dataclass(frozen=True)
class Dependency:
    """A running one, as order_service would call it."""

    address: str
    tls: MeshTls

    def guarded(self, policies: Policies) -> rpc.ProductServiceStub:
        """Through the whole chain."""
        return rpc.ProductServiceStub(mesh_channel(TARGET, self.address, policies, tls_dir=self.tls.of(CALLER)))

    def channel(self) -> grpc.Channel:
        """The same connection as grpcio makes it: no chain."""
        credentials = tls.Material(self.tls.of(CALLER)).client()
        return grpc.secure_channel(self.address, credentials, options=options.client(TARGET))

    def calls(self) -> int:
        """How many GetProductInfo reached the server."""
        with self.channel() as channel:
            answer = rpc.ProductServiceStub(channel).CheckAvailability(pb.CheckAvailabilityRequest(), timeout=5)
        return int(answer.available_quantity)


@contextmanager
def dependency() -> Iterator[Dependency]:
    with tempfile.TemporaryDirectory() as folder:
        tls = MeshTls(Path(folder))
        tls.of(CALLER)
        with processes.module("benchmarks.parts.dependency", str(tls.of(TARGET))) as process:
            yield Dependency(f"127.0.0.1:{processes.said(process)[0]}", tls)


def main(tls_dir: str) -> None:
    setting.as_a_service()
    from servicekit.grpc.server import build_server  # noqa: PLC0415 - needs Django to be set up

    scripted = Scripted()  # type: ignore[abstract]  # two methods are called, the rest answers UNIMPLEMENTED
    server = build_server(
        lambda made: rpc.add_ProductServiceServicer_to_server(scripted, made),
        bind="127.0.0.1:0",
        tls_dir=Path(tls_dir),
        connections=False,
    )
    server.start()
    print(server.port, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1])
