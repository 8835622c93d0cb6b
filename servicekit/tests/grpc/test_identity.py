from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import context as work
from servicekit.grpc import access, context, mtls
from servicekit.grpc.status import RemoteRefused
from servicekit.testing.mesh import MeshTls
from servicekit.tests.grpc.products import PREFIX, Shop

SERVICES = ("user_service", "product_service", "order_service", "payments_service", "stranger")
ALLOWED = {method: callers for method, callers in access.load().items() if method.startswith(PREFIX)}
REQUESTS = {
    "GetProductInfo": pb.GetProductInfoRequest(),
    "BatchGetProducts": pb.BatchGetProductsRequest(),
    "CheckAvailability": pb.CheckAvailabilityRequest(),
    "ReserveStock": pb.ReserveStockRequest(),
    "CommitReservation": pb.CommitReservationRequest(),
    "ReleaseReservation": pb.ReleaseReservationRequest(),
}


@pytest.mark.parametrize("caller", SERVICES)
@pytest.mark.parametrize("name", REQUESTS)
def test_a_method_is_open_to_the_callers_on_the_list_and_to_nobody_else(shop: Shop, name: str, caller: str) -> None:
    method = getattr(shop.stub(caller=caller), name)
    if caller in ALLOWED[PREFIX + name]:
        method(REQUESTS[name])
        assert shop.products.calls == [name]
        return
    with pytest.raises(RemoteRefused) as refused:
        method(REQUESTS[name])
    assert (refused.value.grpc, refused.value.reason) == ("PERMISSION_DENIED", "forbidden")
    assert shop.products.calls == []


def test_a_method_that_is_not_listed_is_refused_to_everybody(grpc_server: Any, products: Any) -> None:
    running = grpc_server(products.register, granted={})
    with pytest.raises(RemoteRefused) as refused:
        Shop(products, running).stub().GetProductInfo(pb.GetProductInfoRequest())
    assert refused.value.grpc == "PERMISSION_DENIED"
    assert products.calls == []


def test_the_servicer_knows_its_caller(shop: Shop) -> None:
    seen: list[str] = []
    shop.products.answer = lambda _request, _context: seen.append(context.caller())
    shop.stub().GetProductInfo(pb.GetProductInfoRequest())
    assert seen == ["order_service"]
    assert context.caller() == ""


def test_a_certificate_without_a_mesh_identity_is_nobody(
    shop: Shop, mesh_tls: MeshTls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = x509.SubjectAlternativeName([x509.DNSName("order_service")])
    monkeypatch.setattr(mtls, "_names", lambda _service: names)
    mtls.issue(mtls.make_authority(mesh_tls.directory / "authority"), "order_service", tmp_path / "nameless")
    monkeypatch.setattr(mesh_tls, "of", lambda _service: tmp_path / "nameless")
    with pytest.raises(RemoteRefused) as refused:
        shop.stub().GetProductInfo(pb.GetProductInfoRequest())
    assert refused.value.grpc == "PERMISSION_DENIED"


def test_the_request_id_and_trace_arrive(shop: Shop) -> None:
    seen: list[tuple[str, str]] = []
    shop.products.answer = lambda _request, _context: seen.append((work.request_id(), work.traceparent()))
    trace = f"00-{'a' * 32}-{'b' * 16}-01"
    with work.request_scope("request-7", traceparent=trace):
        shop.stub().GetProductInfo(pb.GetProductInfoRequest())
    assert seen == [("request-7", trace)]


def test_a_call_without_a_request_id_gets_one(shop: Shop) -> None:
    seen: list[str] = []
    shop.products.answer = lambda _request, _context: seen.append(work.request_id())
    shop.stub().GetProductInfo(pb.GetProductInfoRequest())
    assert len(seen[0]) == 36


def test_a_broken_trace_is_dropped(shop: Shop) -> None:
    seen: list[str] = []
    shop.products.answer = lambda _request, _context: seen.append(work.traceparent())
    with work.request_scope("request-7", traceparent="nonsense"):
        shop.stub().GetProductInfo(pb.GetProductInfoRequest())
    assert seen == [""]
