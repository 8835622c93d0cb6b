"""Time only falls on its way from REST to the last hop, and nobody begins what cannot be finished."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import grpc
import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework.test import APIClient

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import context, metrics
from servicekit.errors import DeadlineExceeded
from servicekit.grpc.policy import CallPolicy
from servicekit.grpc.server import Capacity
from servicekit.testing.mesh import RunningServer
from servicekit.testing.waiting import eventually
from servicekit.tests.grpc.products import PREFIX, Products, Shop

INFO = PREFIX + "GetProductInfo"
REQUEST = pb.GetProductInfoRequest()
PATIENT = {INFO: CallPolicy(deadline=3.0)}


class FirstHop:
    """What the REST end does; set by the test."""

    work: Callable[[], None]

    def view(self, _request: HttpRequest) -> HttpResponse:
        self.work()
        return HttpResponse()


first = FirstHop()
urlpatterns = [path("api/first/", first.view)]


@pytest.mark.urls(__name__)
def test_time_falls_from_the_gateway_through_rest_to_the_last_hop(
    grpc_server: Callable[..., RunningServer], api: APIClient
) -> None:
    left: list[float] = []
    last, middle = Products(), Products()
    last.answer = lambda _request, _call: left.append(remaining())
    onward = Shop(last, grpc_server(last.register))

    def call_on(_request: Any, _call: grpc.ServicerContext) -> None:
        left.append(remaining())
        onward.stub(PATIENT).GetProductInfo(REQUEST)

    middle.answer = call_on
    near = Shop(middle, grpc_server(middle.register))

    def call_first() -> None:
        left.append(remaining())
        near.stub(PATIENT).GetProductInfo(REQUEST)

    first.work = call_first
    sent = {"X-Request-Start": f"{time.time() - 1:.3f}", "X-Request-Budget": "3"}
    assert api.get("/api/first/", headers=sent).status_code == 200
    at_rest, at_middle, at_last = left
    assert 1.5 < at_rest <= 2.01
    # Each hop keeps 50 ms for its own answer; the wire rounds up to milliseconds.
    assert at_middle <= at_rest - 0.045
    assert at_last <= at_middle - 0.045


def test_a_server_refuses_a_call_that_is_late_when_its_turn_comes(
    grpc_server: Callable[..., RunningServer], products: Products
) -> None:
    """The queue is where time goes; grpcio drops what expired there, and what slips through is refused at the start."""
    busy = threading.Event()
    products.answer = lambda _request, _call: busy.wait(2) and None
    shop = Shop(products, grpc_server(products.register, capacity=Capacity(threads=1)))
    holder = threading.Thread(target=lambda: shop.stub(PATIENT).GetProductInfo(REQUEST))
    holder.start()
    eventually(lambda: products.calls == ["GetProductInfo"], within=5)
    with pytest.raises(DeadlineExceeded):
        shop.stub({INFO: CallPolicy(deadline=0.2)}).GetProductInfo(REQUEST)
    busy.set()
    holder.join()
    time.sleep(0.1)  # its turn would come now
    assert products.calls == ["GetProductInfo"]


@pytest.mark.parametrize("left", [0.06, 0.0, -1.0])
def test_with_too_little_left_nothing_is_sent_and_it_is_counted(shop: Shop, left: float) -> None:
    refused = metrics.CLIENT_DEADLINE_REFUSALS.labels("product_service", INFO)
    before = refused._value.get()
    with context.deadline_within(left), pytest.raises(DeadlineExceeded):
        shop.stub(PATIENT).GetProductInfo(REQUEST)
    assert shop.products.calls == []
    assert refused._value.get() == before + 1


def remaining() -> float:
    left = context.remaining()
    assert left is not None
    return left
