from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import errors
from servicekit.grpc import status
from servicekit.grpc.policy import CallPolicy
from servicekit.grpc.server import Capacity
from servicekit.grpc.status import RemoteRefused
from servicekit.tests.grpc.products import PREFIX, Products, Shop

INFO = PREFIX + "GetProductInfo"
REQUEST = pb.GetProductInfoRequest()
PATIENT = {INFO: CallPolicy(deadline=4.0, idempotent=True, attempts=3)}


@pytest.fixture
def small(grpc_server: Callable[..., Any], products: Products) -> Shop:
    """Two calls worked on, two more held."""
    return Shop(products, grpc_server(products.register, capacity=Capacity(threads=2, in_flight=4)))


@contextmanager
def saturated(shop: Shop, calls: int = 4) -> Iterator[None]:
    release = threading.Event()
    shop.products.answer = lambda _request, _context: release.wait(4) and None
    method = shop.stub(PATIENT).GetProductInfo
    with ThreadPoolExecutor(calls) as threads:
        held = [threads.submit(method, REQUEST) for _ in range(calls)]
        while len(shop.products.calls) < 2:
            time.sleep(0.005)
        time.sleep(0.05)  # the other two are in the queue
        try:
            yield
        finally:
            release.set()
        assert [one.result() for one in held]


def test_work_beyond_what_a_server_holds_is_refused_at_once_and_not_repeated(small: Shop) -> None:
    with saturated(small):
        began = time.monotonic()
        with pytest.raises(errors.DependencyUnavailable) as refused:
            small.stub(PATIENT).GetProductInfo(REQUEST)
        assert time.monotonic() - began < 0.2
        cause = refused.value.__cause__
        assert isinstance(cause, grpc.RpcError)
        assert (cause.code(), status.pushback(cause)) == (grpc.StatusCode.RESOURCE_EXHAUSTED, -1)
    assert len(small.products.calls) == 4


def test_a_stranger_learns_nothing_about_the_load(small: Shop) -> None:
    with saturated(small), pytest.raises(RemoteRefused) as refused:
        small.stub(caller="payments_service").GetProductInfo(REQUEST)
    assert refused.value.grpc == "PERMISSION_DENIED"


def test_health_answers_while_every_place_is_taken(small: Shop) -> None:
    health = health_pb2_grpc.HealthStub(small.running.channel("payments_service"))
    with saturated(small):
        began = time.monotonic()
        answer = health.Check(health_pb2.HealthCheckRequest(service="shop.product.v1.ProductService"))
        assert time.monotonic() - began < 0.1
    assert answer.status == health_pb2.HealthCheckResponse.SERVING


def test_places_come_back(small: Shop) -> None:
    with saturated(small):
        pass
    with saturated(small):
        pass
    assert len(small.products.calls) == 8


def test_callers_who_give_up_in_the_queue_give_their_places_back(small: Shop) -> None:
    hurried = small.stub({INFO: CallPolicy(deadline=0.1)}).GetProductInfo
    with saturated(small, calls=2):
        for _ in range(4):
            with pytest.raises((errors.DeadlineExceeded, errors.DependencyUnavailable)):
                hurried(REQUEST)
    small.products.answer = None
    time.sleep(0.1)
    small.stub(PATIENT).GetProductInfo(REQUEST)
    assert len(small.products.calls) == 3
