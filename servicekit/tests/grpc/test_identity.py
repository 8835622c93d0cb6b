from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import context as work
from servicekit.auth.principal import ROLES
from servicekit.grpc import access, context, mtls
from servicekit.grpc.status import RemoteRefused
from servicekit.testing.mesh import MeshTls, RunningServer
from servicekit.testing.tokens import user_id
from servicekit.tests.grpc.everything import METHODS, Everything, ask
from servicekit.tests.grpc.products import Shop

CALLERS = ("user_service", "product_service", "order_service", "payments_service", "api_gateway", "stranger")
GRANTED = access.load()
ALICE, BOB = user_id("alice"), user_id("bob")


@pytest.fixture
def everything() -> Everything:
    return Everything()


@pytest.fixture
def running(grpc_server: Callable[..., RunningServer], everything: Everything) -> RunningServer:
    """Every service behind the allow list as it is."""
    return grpc_server(everything.register, connections=False)


def own(method: str, whose: str) -> dict[str, Any]:
    """A request about this user, if the method is about one."""
    field = GRANTED[method].own
    if not field:
        return {}
    return {field: [whose] if field.endswith("_ids") else whose}


def test_every_method_of_the_mesh_has_a_line_and_every_line_a_method() -> None:
    assert set(GRANTED) == set(METHODS)


@pytest.mark.parametrize("caller", CALLERS)
def test_each_method_is_open_to_the_callers_on_the_list_and_to_nobody_else(
    running: RunningServer, everything: Everything, tokens: Callable[..., str], caller: str
) -> None:
    with work.request_scope("request-7", bearer=tokens("customer", "alice")):
        answers = {method: ask(running, caller, method, **own(method, ALICE)) for method in METHODS}
    granted = [method for method in METHODS if caller in GRANTED[method].callers]
    assert answers == dict.fromkeys(METHODS, "PERMISSION_DENIED") | dict.fromkeys(granted, "OK")
    assert everything.served == granted


@pytest.mark.parametrize("method", METHODS)
def test_a_granted_caller_with_anothers_token_or_none_gets_what_the_line_says(
    running: RunningServer, everything: Everything, tokens: Callable[..., str], method: str
) -> None:
    grant = GRANTED[method]
    caller = min(grant.callers)
    alone = ask(running, caller, method, **own(method, BOB))
    assert alone == ("UNAUTHENTICATED" if grant.user_required else "OK")
    answers = {}
    for role in ROLES:
        with work.request_scope("request-7", bearer=tokens(role, "alice")):
            answers[role] = ask(running, caller, method, **own(method, BOB))
    may = [role for role in ROLES if not grant.own or (grant.staff and role in access.STAFF)]
    assert answers == dict.fromkeys(ROLES, "PERMISSION_DENIED") | dict.fromkeys(may, "OK")
    assert len(everything.served) == [alone, *answers.values()].count("OK")


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
