"""Who cannot even begin a call."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as rpc
from servicekit.grpc import mtls, tls
from servicekit.grpc.server import build_server
from servicekit.testing.mesh import MeshTls, RunningServer
from servicekit.tests.grpc.products import Products, Shop


def call(address: str, credentials: grpc.ChannelCredentials | None) -> None:
    options = [("grpc.ssl_target_name_override", "product_service")]
    channel = (
        grpc.secure_channel(address, credentials, options=options) if credentials else grpc.insecure_channel(address)
    )
    with channel:
        rpc.ProductServiceStub(channel).GetProductInfo(pb.GetProductInfoRequest(), timeout=3)


def credentials(directory: Path, *, trust: Path | None = None) -> grpc.ChannelCredentials:
    root = (trust or directory) / "ca.pem"
    key, certificate = (directory / name for name in ("key.pem", "cert.pem"))
    return grpc.ssl_channel_credentials(root.read_bytes(), key.read_bytes(), certificate.read_bytes())


def assert_refused(shop: Shop, given: grpc.ChannelCredentials | None) -> None:
    with pytest.raises(grpc.RpcError) as failed:
        call(shop.running.address, given)
    assert failed.value.code() == grpc.StatusCode.UNAVAILABLE
    assert shop.products.calls == []


def test_a_certificate_of_the_mesh_is_let_in(shop: Shop, mesh_tls: MeshTls) -> None:
    call(shop.running.address, credentials(mesh_tls.of("order_service")))
    assert shop.products.calls == ["GetProductInfo"]


def test_no_certificate_is_refused(shop: Shop, mesh_tls: MeshTls) -> None:
    authority = (mesh_tls.of("order_service") / "ca.pem").read_bytes()
    assert_refused(shop, grpc.ssl_channel_credentials(authority))


def test_plain_text_is_refused(shop: Shop) -> None:
    assert_refused(shop, None)


def test_a_certificate_of_another_authority_is_refused(shop: Shop, mesh_tls: MeshTls, tmp_path: Path) -> None:
    mtls.ensure(tmp_path, ["order_service"])
    assert_refused(shop, credentials(tmp_path / "order_service", trust=mesh_tls.of("order_service")))


def test_an_expired_certificate_is_refused(shop: Shop, mesh_tls: MeshTls, tmp_path: Path) -> None:
    authority = mtls.make_authority(mesh_tls.directory / "authority")
    mtls.issue(authority, "order_service", tmp_path, life=timedelta(seconds=-90))
    assert_refused(shop, credentials(tmp_path))


def test_a_server_that_is_not_the_target_is_not_believed(
    grpc_server: Callable[..., RunningServer], products: Products, mesh_tls: MeshTls
) -> None:
    impostor = grpc_server(products.register, service="user_service")
    with pytest.raises(grpc.RpcError):
        call(impostor.address, credentials(mesh_tls.of("order_service")))
    assert products.calls == []


def test_a_renewed_certificate_is_served_without_a_restart(
    mesh_tls: MeshTls, products: Products, tmp_path: Path
) -> None:
    authority = mtls.make_authority(mesh_tls.directory / "authority")
    mtls.issue(authority, "product_service", tmp_path)
    server = build_server(products.register, bind="127.0.0.1:0", tls_dir=tmp_path)
    server.start()
    try:
        first = _presented(server.port)
        mtls.issue(authority, "product_service", tmp_path)
        renewed = (tmp_path / "cert.pem").read_text()
        assert first != _presented(server.port) == renewed
    finally:
        server.stop(grace=0)


def _presented(port: int) -> str:
    return ssl.get_server_certificate(("127.0.0.1", port))


def test_a_renewed_certificate_is_shown_by_the_channel_in_use(
    shop: Shop, mesh_tls: MeshTls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tls, "LOOK_AGAIN", 0)
    directory = mesh_tls.of("order_service")
    shown: list[Any] = []
    shop.products.answer = lambda _request, context: shown.append(context.auth_context()["x509_pem_cert"])
    stub = shop.stub()
    stub.GetProductInfo(pb.GetProductInfoRequest())
    mtls.issue(mtls.make_authority(mesh_tls.directory / "authority"), "order_service", directory)
    stub.GetProductInfo(pb.GetProductInfoRequest())
    assert shown[1] == [(directory / "cert.pem").read_bytes()] != shown[0]


def test_calls_go_on_while_a_certificate_is_missing(
    shop: Shop, mesh_tls: MeshTls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tls, "LOOK_AGAIN", 0)
    stub = shop.stub()
    stub.GetProductInfo(pb.GetProductInfoRequest())
    (mesh_tls.of("order_service") / "cert.pem").unlink()
    stub.GetProductInfo(pb.GetProductInfoRequest())
    assert shop.products.calls == ["GetProductInfo", "GetProductInfo"]
