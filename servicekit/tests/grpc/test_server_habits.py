"""What surrounds every served call: connections, log lines, reflection."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import grpc
import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from structlog.testing import capture_logs

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import errors
from servicekit.grpc.server import Capacity
from servicekit.grpc.status import RemoteRefused
from servicekit.testing.mesh import MeshTls, RunningServer
from servicekit.tests.grpc.products import PREFIX, Products, Shop

REQUEST = pb.GetProductInfoRequest()
INFO = PREFIX + "GetProductInfo"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("failure", [None, errors.NotFound()])
def test_a_call_leaves_no_connection_for_the_next_to_find_dead(
    grpc_server: Callable[..., RunningServer], products: Products, failure: Exception | None
) -> None:
    used: list[BaseDatabaseWrapper] = []

    def answer(_request: Any, _context: grpc.ServicerContext) -> None:
        connection.ensure_connection()
        used.append(connections["default"])
        if failure:
            raise failure

    products.answer = answer
    shop = Shop(products, grpc_server(products.register, capacity=Capacity(threads=1)))
    with contextlib.suppress(RemoteRefused):
        shop.stub().GetProductInfo(REQUEST)
    assert [one.connection for one in used] == [None]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_died_between_calls_is_replaced(
    grpc_server: Callable[..., RunningServer], products: Products, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[object] = []

    def answer(_request: Any, _context: grpc.ServicerContext) -> None:
        connection.ensure_connection()
        connection.close_at = None  # as with CONN_MAX_AGE=None: nothing but the error tells that it is dead
        connection.errors_occurred = True
        monkeypatch.setattr(type(connections["default"]), "is_usable", lambda _self: False)
        used.append(connection.connection)

    products.answer = answer
    shop = Shop(products, grpc_server(products.register, capacity=Capacity(threads=1)))
    for _ in range(2):
        shop.stub().GetProductInfo(REQUEST)
    assert used[0] is not used[1]


@pytest.mark.django_db(transaction=True)
def test_a_test_can_keep_its_connections(grpc_server: Callable[..., RunningServer], products: Products) -> None:
    found: list[bool] = []

    def answer(_request: Any, _context: grpc.ServicerContext) -> None:
        found.append(connection.connection is None)
        connection.ensure_connection()
        if len(found) == 2:
            connection.close()

    products.answer = answer
    running = grpc_server(products.register, capacity=Capacity(threads=1), connections=False)
    for _ in range(2):
        Shop(products, running).stub().GetProductInfo(REQUEST)
    assert found == [True, False]


def lines_of(shop: Shop, event: str, caller: str = "order_service") -> list[dict[str, Any]]:
    with capture_logs() as lines, contextlib.suppress(errors.ServiceError):
        shop.stub(caller=caller).GetProductInfo(REQUEST)
    return [dict(line) for line in lines if line["event"] == event]


def test_a_served_call_leaves_a_line(shop: Shop) -> None:
    (line,) = lines_of(shop, "grpc.served")
    assert (line["method"], line["caller"], line["code"]) == (INFO, "order_service", "OK")
    assert line["ms"] >= 0


def test_the_line_of_a_refused_call_says_how_it_ended(shop: Shop) -> None:
    def answer(_request: Any, _context: grpc.ServicerContext) -> None:
        raise errors.NotFound

    shop.products.answer = answer
    assert [line["code"] for line in lines_of(shop, "grpc.served")] == ["NOT_FOUND"]


def test_the_caller_leaves_a_line_too(shop: Shop, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "servicekit.grpc.client.telemetry")  # a call that went well is told to who asks for it
    (line,) = lines_of(shop, "grpc.called")
    assert (line["target"], line["method"], line["code"]) == ("product_service", INFO, "OK")


def test_a_stranger_leaves_a_warning(shop: Shop) -> None:
    (line,) = lines_of(shop, "grpc.refused", caller="payments_service")
    assert (line["caller"], line["code"], line["log_level"]) == ("payments_service", "PERMISSION_DENIED", "warning")


def services(running: RunningServer, mesh_tls: MeshTls) -> list[str]:
    ours = mesh_tls.of("order_service")
    files = ((ours / name).read_bytes() for name in ("ca.pem", "key.pem", "cert.pem"))
    options = [("grpc.ssl_target_name_override", "product_service")]
    with grpc.secure_channel(running.address, grpc.ssl_channel_credentials(*files), options=options) as channel:
        request = reflection_pb2.ServerReflectionRequest(list_services="")
        stub = reflection_pb2_grpc.ServerReflectionStub(channel)
        (answer,) = list(stub.ServerReflectionInfo(iter([request]), timeout=3))
        return [service.name for service in answer.list_services_response.service]


def test_reflection_is_served_where_asked_for(
    grpc_server: Callable[..., RunningServer], products: Products, mesh_tls: MeshTls
) -> None:
    running = grpc_server(products.register, reflect=True)
    assert "shop.product.v1.ProductService" in services(running, mesh_tls)


def test_reflection_is_off_by_default(shop: Shop, mesh_tls: MeshTls) -> None:
    with pytest.raises(grpc.RpcError) as refused:
        services(shop.running, mesh_tls)
    assert refused.value.code() == grpc.StatusCode.UNIMPLEMENTED
