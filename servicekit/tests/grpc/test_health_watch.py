"""Every client of the mesh watches health all the time, so a watch that ends must cost the server nothing."""

from __future__ import annotations

import threading
import time

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit.grpc import tls
from servicekit.grpc.policy import CallPolicy
from servicekit.testing.mesh import MeshTls
from servicekit.tests.grpc.products import PREFIX, Shop

QUICK = {PREFIX + "GetProductInfo": CallPolicy(deadline=1.0)}
NAME = ("grpc.ssl_target_name_override", "product_service")


def watched(shop: Shop, mesh_tls: MeshTls) -> tuple[grpc.Channel, grpc.Call]:
    """A client of its own that has been told SERVING."""
    credentials = tls.Material(mesh_tls.of("payments_service")).client()
    channel = grpc.secure_channel(shop.running.address, credentials, options=[NAME])
    stream = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest())
    assert next(stream).status == health_pb2.HealthCheckResponse.SERVING
    return channel, stream


def test_a_client_that_leaves_while_health_is_busy_telling_others_holds_up_no_call(
    shop: Shop, mesh_tls: MeshTls
) -> None:
    stub = shop.stub(QUICK)
    stub.GetProductInfo(pb.GetProductInfoRequest())
    channel, stream = watched(shop, mesh_tls)
    with shop.running.server._health._servicer._lock:  # as it is held while somebody is told
        stream.cancel()
        channel.close()
        for _ in range(20):
            stub.GetProductInfo(pb.GetProductInfoRequest())
            time.sleep(0.01)  # until the server has noticed who left
    assert shop.products.calls == ["GetProductInfo"] * 21


def test_a_server_stops_while_its_watchers_leave(shop: Shop, mesh_tls: MeshTls) -> None:
    for _ in range(20):
        leaving = [watched(shop, mesh_tls)[0] for _ in range(3)]
        going = threading.Thread(target=lambda gone=leaving: [channel.close() for channel in gone])
        going.start()
        shop.running.server._health._servicer.set("", health_pb2.HealthCheckResponse.SERVING)
        going.join(5)
    began = time.monotonic()
    shop.running.server.stop(grace=1)
    assert time.monotonic() - began < 3
