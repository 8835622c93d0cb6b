"""What an outage costs the service that has it: attempts per request, at one hop and at the end of two."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest
from prometheus_client import REGISTRY

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import errors
from servicekit.grpc.policy import CallPolicy
from servicekit.testing.mesh import RunningServer
from servicekit.tests.grpc.products import PREFIX, Products, Shop

INFO = PREFIX + "GetProductInfo"
POLICIES = {INFO: CallPolicy(deadline=3.0, idempotent=True, attempts=3)}
REQUEST = pb.GetProductInfoRequest()
REQUESTS = 1000


def unavailable(_request: Any, _context: grpc.ServicerContext) -> None:
    raise errors.DependencyUnavailable


def ask(method: Callable[..., Any], times: int) -> None:
    def once(_number: int) -> None:
        with pytest.raises(errors.DependencyUnavailable):
            method(REQUEST)

    with ThreadPoolExecutor(4) as threads:
        for _ in threads.map(once, range(times)):
            pass


@pytest.fixture
def without_breakers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servicekit.grpc.breaker.ConcurrentBreaker.open", lambda _self: False)


@pytest.fixture
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Full jitter may also mean no pause at all."""
    monkeypatch.setattr("servicekit.grpc.client.retry._JITTER", lambda _state: 0.0)


def counted(name: str) -> float:
    samples = (one for metric in REGISTRY.collect() for one in metric.samples if one.name == name)
    return sum(sample.value for sample in samples if sample.labels.get("method") == INFO)


@pytest.mark.usefixtures("without_breakers", "without_pauses")
def test_a_dead_target_is_sent_a_tenth_more_at_most(shop: Shop) -> None:
    shop.products.answer = unavailable
    attempts, calls = counted("mesh_client_attempts_total"), counted("mesh_client_calls_total")
    ask(shop.stub(POLICIES).GetProductInfo, REQUESTS)
    amplification = len(shop.products.calls) / REQUESTS
    assert 1.05 <= amplification <= 1.10
    assert counted("mesh_client_calls_total") - calls == REQUESTS  # the metrics tell the same
    assert counted("mesh_client_attempts_total") - attempts == len(shop.products.calls)


@pytest.mark.usefixtures("without_pauses")
def test_with_its_breaker_a_dead_target_is_hardly_asked(shop: Shop) -> None:
    shop.products.answer = unavailable
    ask(shop.stub(POLICIES).GetProductInfo, REQUESTS)
    assert 5 <= len(shop.products.calls) <= 32


@pytest.mark.usefixtures("without_breakers", "without_pauses")
def test_two_hops_do_not_multiply_their_retries(grpc_server: Callable[..., RunningServer], products: Products) -> None:
    """The service in the middle says that it has retried; retries at both hops would make 1.21."""
    products.answer = unavailable
    last = Shop(products, grpc_server(products.register))
    between = Products()
    between.answer = lambda _request, _context: last.stub(POLICIES).GetProductInfo(REQUEST)
    middle = Shop(between, grpc_server(between.register, service="user_service"))
    ask(middle.stub(POLICIES).GetProductInfo, REQUESTS)
    assert len(between.calls) == REQUESTS
    assert 1.05 <= len(products.calls) / REQUESTS <= 1.10
