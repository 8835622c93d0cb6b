"""What a server counts, and under which span: every call, every refusal, every deadline that was over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import grpc
import pytest
from prometheus_client import REGISTRY

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import context, errors, tracing
from servicekit.grpc.policy import CallPolicy
from servicekit.grpc.status import RemoteRefused
from servicekit.tests.grpc.products import PREFIX, Shop

INFO = PREFIX + "GetProductInfo"
REQUEST = pb.GetProductInfoRequest()
TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


class Spans:
    """Stands where OpenTelemetry would: notes spans, the trace they continue, and what is said of them."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, str, str]] = []
        self.facts: dict[str, Any] = {}
        self.annotated: list[dict[str, Any]] = []  # by the client's side of the call too

    @contextmanager
    def span(self, name: str, kind: str, attributes: dict[str, Any]) -> Iterator[None]:
        if kind == "server":
            self.begun.append((name, kind, context.traceparent()))
            self.facts |= attributes
        yield

    def annotate(self, attributes: dict[str, Any]) -> None:
        self.annotated.append(attributes)

    def rename(self, name: str) -> None: ...

    def happened(self, name: str, attributes: dict[str, Any]) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Spans:
    noted = Spans()
    monkeypatch.setattr(tracing, "_recorder", noted)
    return noted


def test_a_call_is_counted_by_method_caller_and_code(shop: Shop) -> None:
    labels = {"method": INFO, "caller": "order_service"}
    before = counted("mesh_server_calls_total", code="OK", **labels)
    timed = counted("mesh_server_call_seconds_count", method=INFO)
    shop.stub().GetProductInfo(REQUEST)
    assert counted("mesh_server_calls_total", code="OK", **labels) == before + 1
    assert counted("mesh_server_call_seconds_count", method=INFO) == timed + 1


def test_a_refusal_by_the_handler_is_a_call_answered_with_its_code(shop: Shop) -> None:
    def missing(_request: object, _context: grpc.ServicerContext) -> None:
        raise errors.NotFound

    shop.products.answer = missing
    labels = {"method": INFO, "caller": "order_service", "code": "NOT_FOUND"}
    before = counted("mesh_server_calls_total", **labels)
    with pytest.raises(RemoteRefused):
        shop.stub().GetProductInfo(REQUEST)
    assert counted("mesh_server_calls_total", **labels) == before + 1


def test_a_stranger_is_counted_as_refused_and_not_as_a_call(shop: Shop) -> None:
    labels = {"method": INFO, "caller": "payments_service"}
    refused = counted("mesh_server_refused_total", reason="forbidden", **labels)
    answered = counted("mesh_server_calls_total", code="PERMISSION_DENIED", **labels)
    with pytest.raises(RemoteRefused):
        shop.stub(caller="payments_service").GetProductInfo(REQUEST)
    assert counted("mesh_server_refused_total", reason="forbidden", **labels) == refused + 1
    assert counted("mesh_server_calls_total", code="PERMISSION_DENIED", **labels) == answered


def test_the_span_of_a_call_continues_the_callers_trace(shop: Shop, spans: Spans) -> None:
    with context.request_scope("0af76519-16cd-43dd-8448-eb211c80319c", traceparent=TRACEPARENT):
        shop.stub().GetProductInfo(REQUEST)
    (begun,) = spans.begun
    assert begun == (INFO[1:], "server", TRACEPARENT)
    assert spans.facts == {"rpc.system": "grpc", "priority": "normal"}
    assert {"caller": "order_service", "rpc.grpc.status": "OK"} in spans.annotated


def test_a_refused_call_has_a_span_that_says_why(shop: Shop, spans: Spans) -> None:
    with pytest.raises(RemoteRefused):
        shop.stub(caller="payments_service").GetProductInfo(REQUEST)
    assert {"caller": "payments_service", "error.type": "forbidden"} in spans.annotated


def test_a_trace_context_that_is_none_begins_a_new_trace(shop: Shop, spans: Spans) -> None:
    shop.stub({INFO: CallPolicy(deadline=2.0)}).GetProductInfo(REQUEST, metadata=(("traceparent", "00-nonsense"),))
    ((_, _, traceparent),) = spans.begun
    assert traceparent != "00-nonsense"


def test_in_flight_is_what_the_server_holds(shop: Shop) -> None:
    seen: list[float] = []
    shop.products.answer = lambda _request, _context: seen.append(counted("mesh_server_in_flight"))
    shop.stub().GetProductInfo(REQUEST)
    assert seen == [1.0]
