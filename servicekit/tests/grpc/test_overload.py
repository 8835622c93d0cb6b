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
from prometheus_client import REGISTRY

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import context, errors
from servicekit.grpc import status, tls
from servicekit.grpc.policy import CallPolicy
from servicekit.grpc.server import Capacity
from servicekit.grpc.status import RemoteRefused
from servicekit.testing.mesh import MeshTls
from servicekit.tests.grpc.products import PREFIX, Products, Shop

INFO = PREFIX + "GetProductInfo"
REQUEST = pb.GetProductInfoRequest()
PATIENT = {INFO: CallPolicy(deadline=4.0, idempotent=True, attempts=3)}


@pytest.fixture
def small(grpc_server: Callable[..., Any], products: Products) -> Shop:
    """Two calls worked on, two more held; one more place is for a critical call."""
    return Shop(products, grpc_server(products.register, capacity=Capacity(threads=2, in_flight=5)))


@contextmanager
def saturated(shop: Shop, calls: int = 4) -> Iterator[threading.Event]:
    """As many calls as normal ones may be, until the event is set or the block is left."""
    release = threading.Event()
    shop.products.answer = lambda _request, _context: release.wait(4) and None
    method = shop.stub(PATIENT).GetProductInfo
    with ThreadPoolExecutor(calls) as threads:
        held = [threads.submit(method, REQUEST) for _ in range(calls)]
        while len(shop.products.calls) < 2:
            time.sleep(0.005)
        time.sleep(0.05)  # the other two are in the queue
        try:
            yield release
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
        assert refused.value.retry_after == 1
    assert len(small.products.calls) == 4


def shed(priority: str) -> float:
    return REGISTRY.get_sample_value("mesh_server_shed_total", {"method": INFO, "priority": priority}) or 0.0


def test_a_critical_call_still_gets_in_where_a_normal_one_is_shed(small: Shop) -> None:
    before = shed("normal"), shed("critical")
    with saturated(small) as release, ThreadPoolExecutor(1) as threads:
        critical = threads.submit(critically, small)
        time.sleep(0.1)
        with pytest.raises(errors.DependencyUnavailable):
            small.stub(PATIENT).GetProductInfo(REQUEST)
        assert not critical.done()  # it waits for a thread, as those before it do
        release.set()
        assert critical.result() == pb.GetProductInfoResponse()
    assert len(small.products.calls) == 5
    assert (shed("normal"), shed("critical")) == (before[0] + 1, before[1])


def test_when_every_place_is_taken_a_critical_call_is_shed_too(small: Shop) -> None:
    before = shed("critical")
    with saturated(small) as release, ThreadPoolExecutor(1) as threads:
        held = threads.submit(critically, small)
        time.sleep(0.1)
        with pytest.raises(errors.DependencyUnavailable):
            critically(small)
        release.set()
        held.result()
    assert len(small.products.calls) == 5
    assert shed("critical") == before + 1


def test_a_server_knows_how_critical_the_call_is_that_it_serves(shop: Shop) -> None:
    seen: list[str] = []
    shop.products.answer = lambda _request, _context: seen.append(context.priority())
    shop.stub(PATIENT).GetProductInfo(REQUEST)
    critically(shop)
    assert seen == ["normal", "critical"]


def critically(shop: Shop) -> pb.GetProductInfoResponse:
    answer: pb.GetProductInfoResponse = shop.stub(PATIENT).GetProductInfo(
        REQUEST, metadata=(("x-priority", "critical"),)
    )
    return answer


def test_a_stranger_learns_nothing_about_the_load(small: Shop) -> None:
    with saturated(small), pytest.raises(RemoteRefused) as refused:
        small.stub(caller="payments_service").GetProductInfo(REQUEST)
    assert refused.value.grpc == "PERMISSION_DENIED"


def test_health_answers_while_every_place_is_taken(small: Shop) -> None:
    health = health_pb2_grpc.HealthStub(small.running.channel("payments_service"))
    about = health_pb2.HealthCheckRequest(service="shop.product.v1.ProductService")
    with saturated(small):
        assert health.Check(about).status == health_pb2.HealthCheckResponse.SERVING
        taken = sorted(duration(lambda: health.Check(about)) for _ in range(41))
    assert taken[20] < 0.1


def duration(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def test_any_number_of_clients_may_watch_and_none_holds_a_thread(small: Shop, mesh_tls: MeshTls) -> None:
    before = threading.active_count()
    credentials = tls.Material(mesh_tls.of("payments_service")).client()
    name = ("grpc.ssl_target_name_override", "product_service")
    with grpc.secure_channel(small.running.address, credentials, options=[name]) as channel:
        health = health_pb2_grpc.HealthStub(channel)
        watched = [health.Watch(health_pb2.HealthCheckRequest()) for _ in range(30)]
        assert {next(stream).status for stream in watched} == {health_pb2.HealthCheckResponse.SERVING}
        assert health.Check(health_pb2.HealthCheckRequest(), timeout=0.1).status
        assert small.stub(PATIENT).GetProductInfo(REQUEST) == pb.GetProductInfoResponse()
        # gRPC has a thread for each stream a client reads; the server has none but health's own.
        assert sum(thread.name.startswith("grpc-health") for thread in threading.enumerate()) == 1
        assert threading.active_count() - before <= 30 + 4
        for stream in watched:
            stream.cancel()


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
