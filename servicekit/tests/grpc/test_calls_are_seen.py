"""Every attempt, retry, refusal and change of a breaker is a metric and stands on the span of its call."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import grpc
import pytest
from prometheus_client import REGISTRY

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import context, errors, tracing
from servicekit.grpc import channel
from servicekit.grpc.policy import CallPolicy
from servicekit.testing.collector import Collector, Seen
from servicekit.testing.waiting import eventually
from servicekit.tests.grpc.products import PREFIX, Shop

INFO, RESERVE = PREFIX + "GetProductInfo", PREFIX + "ReserveStock"
READ = {INFO: CallPolicy(deadline=2.0, idempotent=True, attempts=3)}
WRITE = {RESERVE: CallPolicy(deadline=2.0, idempotent=True, attempts=3, read=False)}
REQUEST = pb.GetProductInfoRequest()


class Counts:
    """What the metrics have grown by since the test began."""

    def __init__(self) -> None:
        self._before = dict(self._now())

    def of(self, name: str, **labels: str) -> float:
        key = (name, frozenset(labels.items()))
        return dict(self._now()).get(key, 0.0) - self._before.get(key, 0.0)

    def call(self, name: str, **labels: str) -> float:
        return self.of(name, target="product_service", **labels)

    def _now(self) -> Iterator[tuple[tuple[str, frozenset[tuple[str, str]]], float]]:
        for metric in REGISTRY.collect():
            for sample in metric.samples:
                yield (sample.name, frozenset(sample.labels.items())), sample.value


@pytest.fixture
def counts() -> Counts:
    return Counts()


def refusing(*codes: str, pushback_ms: int | None = None) -> Callable[[Any, grpc.ServicerContext], None]:
    """Fails with each code in turn, then answers."""
    left = list(codes)

    def answer(_request: Any, call: grpc.ServicerContext) -> None:
        if left:
            if pushback_ms is not None:
                call.set_trailing_metadata((("grpc-retry-pushback-ms", str(pushback_ms)),))
            call.abort(grpc.StatusCode[left.pop(0)], "no")

    return answer


def fails(method: Callable[..., Any], request: Any = REQUEST) -> None:
    with pytest.raises(errors.ServiceError):
        method(request)


def calls_seen(collector: Collector) -> list[Seen]:
    tracing.close()
    return [span for span in collector.spans if span.kind == "client"]


def test_a_call_is_a_span_that_the_server_continues(shop: Shop, collector: Collector) -> None:
    with context.request_scope("request-1"):
        shop.stub(READ).GetProductInfo(REQUEST)
    (call,) = calls_seen(collector)
    served = [span for span in collector.spans if span.kind == "server"]
    assert [span.parent_id for span in served] == [call.span_id]
    assert call.name == INFO.lstrip("/")
    facts = {"target": "product_service", "method": INFO, "code": "OK", "attempts": 1, "retries": 0}
    assert facts.items() <= call.attributes.items()
    assert {"hedged": False, "breaker": "closed"}.items() <= call.attributes.items()
    assert (call.events, call.failed) == (("attempt",), False)


def test_a_retry_stands_on_the_span_and_is_counted(shop: Shop, collector: Collector, counts: Counts) -> None:
    shop.products.answer = refusing("UNAVAILABLE")
    shop.stub(READ).GetProductInfo(REQUEST)
    (call,) = calls_seen(collector)
    assert call.events == ("attempt", "retry", "attempt")
    assert (call.attributes["attempts"], call.attributes["retries"], call.attributes["code"]) == (2, 1, "OK")
    assert counts.call("mesh_client_retries_total", method=INFO, code="UNAVAILABLE") == 1
    assert counts.call("mesh_client_attempts_total", method=INFO, code="UNAVAILABLE") == 1
    assert counts.call("mesh_client_attempts_total", method=INFO, code="OK") == 1
    assert counts.call("mesh_client_calls_total", method=INFO, code="OK") == 1
    assert counts.call("mesh_client_call_seconds_count", method=INFO) == 1


def test_a_retry_nobody_can_pay_for_is_told(shop: Shop, collector: Collector, counts: Counts) -> None:
    shop.products.answer = refusing("UNAVAILABLE", "UNAVAILABLE")
    fails(shop.stub(READ).GetProductInfo)
    (call,) = calls_seen(collector)
    assert call.events == ("attempt", "retry", "attempt", "retry.refused")
    assert call.failed
    assert counts.call("mesh_client_retries_refused_total", method=INFO, reason="budget") == 1


@pytest.mark.parametrize(("asked", "reason"), [(-1, "pushback"), (5000, "deadline")])
def test_a_retry_the_server_or_the_time_forbids_is_told(shop: Shop, counts: Counts, asked: int, reason: str) -> None:
    shop.products.answer = refusing("UNAVAILABLE", pushback_ms=asked)
    fails(shop.stub(READ).GetProductInfo)
    assert counts.call("mesh_client_retries_refused_total", method=INFO, reason=reason) == 1
    assert counts.call("mesh_client_calls_total", method=INFO, code="UNAVAILABLE") == 1


def test_a_write_not_repeated_because_it_may_have_happened_is_told(shop: Shop, counts: Counts) -> None:
    shop.products.answer = refusing("UNAVAILABLE")
    fails(shop.stub(WRITE).ReserveStock, pb.ReserveStockRequest())
    assert shop.products.calls == ["ReserveStock"]
    assert counts.call("mesh_client_retries_refused_total", method=RESERVE, reason="outcome") == 1


def test_a_call_without_time_is_counted_and_on_its_span(shop: Shop, collector: Collector, counts: Counts) -> None:
    with context.deadline_within(0.06):
        fails(shop.stub(READ).GetProductInfo)
    (call,) = calls_seen(collector)
    assert (call.events, call.attributes["attempts"]) == (("deadline.refused",), 0)
    assert counts.call("mesh_client_deadline_refusals_total", method=INFO) == 1
    assert counts.call("mesh_client_calls_total", method=INFO, code="DEADLINE_EXCEEDED") == 1


def test_a_breaker_that_opens_is_a_gauge_a_count_and_an_event(shop: Shop, collector: Collector, counts: Counts) -> None:
    shop.products.answer = refusing(*["UNAVAILABLE"] * 5)
    method = shop.stub({INFO: CallPolicy(deadline=2.0)}).GetProductInfo
    for _ in range(6):
        fails(method)
    *_others, opener, refused = calls_seen(collector)
    assert opener.events == ("attempt", "breaker.changed")
    assert (refused.events, refused.attributes["breaker"], refused.attributes["attempts"]) == (
        ("breaker.rejected",),
        "open",
        0,
    )
    assert counts.call("mesh_breaker_changes_total", group="read", to="open") == 1
    assert counts.call("mesh_breaker_rejections_total", group="read") == 1
    assert gauge("mesh_breaker_state", group="read") == 2
    channel.guards_of("product_service").breakers["read"].close()
    assert gauge("mesh_breaker_state", group="read") == 0


def gauge(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(name, {"target": "product_service", **labels})


def test_a_full_bulkhead_is_seen(shop: Shop, collector: Collector, counts: Counts) -> None:
    release = threading.Event()
    shop.products.answer = lambda _request, _context: release.wait(3) and None
    method = shop.stub({INFO: CallPolicy(deadline=3.0, bulkhead=1)}).GetProductInfo
    held = threading.Thread(target=method, args=(REQUEST,))
    held.start()
    eventually(lambda: shop.products.calls)
    fails(method)
    in_flight = gauge("mesh_bulkhead_in_flight")
    release.set()
    held.join()
    refused, _answered = calls_seen(collector)
    assert refused.events == ("bulkhead.rejected",)
    assert counts.call("mesh_bulkhead_rejections_total", method=INFO) == 1
    assert (in_flight, gauge("mesh_bulkhead_in_flight")) == (1, 0)


def test_a_hedge_is_seen(shop: Shop, collector: Collector, counts: Counts) -> None:
    shop.products.answer = lambda _request, _context: time.sleep(0.3) if len(shop.products.calls) == 1 else None
    shop.stub({INFO: CallPolicy(deadline=2.0, idempotent=True, hedge=0.1)}).GetProductInfo(REQUEST)
    (call,) = calls_seen(collector)
    assert call.events[:2] == ("hedged", "attempt")
    assert call.attributes["hedged"] is True
    assert counts.call("mesh_client_hedges_total", method=INFO) == 1


@pytest.mark.parametrize("priority", ["critical", "normal"])
def test_what_matters_most_says_so_at_the_next_hop(shop: Shop, priority: str) -> None:
    seen: list[dict[str, Any]] = []
    shop.products.answer = lambda _request, call: seen.append(dict(call.invocation_metadata()))
    with context.priority_of(priority):
        shop.stub(READ).GetProductInfo(REQUEST)
    assert seen[0].get("x-priority") == ("critical" if priority == "critical" else None)
