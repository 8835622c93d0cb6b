from __future__ import annotations

import threading
import time
from typing import Any

import grpc
import pytest

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as rpc
from servicekit import context
from servicekit.errors import DeadlineExceeded
from servicekit.grpc.policy import CallPolicy
from servicekit.grpc.server import Capacity
from servicekit.testing.mesh import MeshTls
from servicekit.testing.waiting import undisturbed
from servicekit.tests.grpc.products import PREFIX, Products, Shop

INFO = PREFIX + "GetProductInfo"
REQUEST = pb.GetProductInfoRequest()


def noting_what_is_left(products: Products) -> list[float]:
    left: list[float] = []
    products.answer = lambda _request, _context: left.append(context.remaining() or -1)
    return left


def test_a_method_without_a_policy_cannot_be_called(shop: Shop) -> None:
    with pytest.raises(LookupError, match=INFO):
        shop.stub(policies={}).GetProductInfo(REQUEST)
    assert shop.products.calls == []


def test_a_call_ends_at_its_policys_deadline(shop: Shop) -> None:
    shop.products.answer = lambda _request, _context: time.sleep(0.6)

    def took() -> float:
        began = time.monotonic()
        with pytest.raises(DeadlineExceeded):
            shop.stub({INFO: CallPolicy(deadline=0.2)}).GetProductInfo(REQUEST)
        return time.monotonic() - began

    assert 0.15 < undisturbed(took) < 0.5


def test_the_server_works_within_the_callers_deadline(shop: Shop) -> None:
    left = noting_what_is_left(shop.products)
    shop.stub({INFO: CallPolicy(deadline=0.8)}).GetProductInfo(REQUEST)
    assert 0.5 < left[0] <= 0.81


def test_what_is_left_of_the_callers_own_time_is_the_limit_less_a_reserve(shop: Shop) -> None:
    left = noting_what_is_left(shop.products)
    with context.deadline_within(0.5):
        shop.stub({INFO: CallPolicy(deadline=3.0)}).GetProductInfo(REQUEST)
    assert 0.3 < left[0] <= 0.46


def test_a_timeout_argument_can_only_shorten(shop: Shop) -> None:
    left = noting_what_is_left(shop.products)
    stub = shop.stub({INFO: CallPolicy(deadline=1.0)})
    stub.GetProductInfo(REQUEST, timeout=60)
    stub.GetProductInfo(REQUEST, timeout=0.5)
    assert 0.7 < left[0] <= 1.01  # the wire rounds up to milliseconds
    assert 0.3 < left[1] <= 0.51


def test_a_call_that_has_no_time_left_is_not_made(shop: Shop) -> None:
    with context.deadline_within(0.06), pytest.raises(DeadlineExceeded):
        shop.stub({INFO: CallPolicy(deadline=3.0)}).GetProductInfo(REQUEST)
    assert shop.products.calls == []


def test_time_falls_from_hop_to_hop(grpc_server: Any, products: Products) -> None:
    far = Products()
    left_far = noting_what_is_left(far)
    onward = Shop(far, grpc_server(far.register))
    left_near: list[float] = []

    def call_on(_request: Any, _context: grpc.ServicerContext) -> None:
        left_near.append(context.remaining() or -1)
        onward.stub({INFO: CallPolicy(deadline=3.0)}).GetProductInfo(REQUEST)

    products.answer = call_on
    near = Shop(products, grpc_server(products.register))
    near.stub({INFO: CallPolicy(deadline=1.0)}).GetProductInfo(REQUEST)
    assert left_near[0] <= 1.01  # the wire rounds up to milliseconds
    assert left_far[0] <= left_near[0] - 0.05


@pytest.mark.parametrize("timeout", [None, 86_400.0])
def test_a_caller_without_a_sensible_deadline_gets_five_seconds(
    shop: Shop, mesh_tls: MeshTls, timeout: float | None
) -> None:
    left = noting_what_is_left(shop.products)
    with bare_channel(shop, mesh_tls) as channel:
        rpc.ProductServiceStub(channel).GetProductInfo(REQUEST, timeout=timeout)
    assert 4.5 < left[0] <= 5.01


def test_a_call_whose_caller_gave_up_in_the_queue_is_not_run(grpc_server: Any, products: Products) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def hold(_request: Any, _context: grpc.ServicerContext) -> None:
        begun.set()
        go_on.wait(20)

    products.answer = hold
    shop = Shop(products, grpc_server(products.register, capacity=Capacity(threads=1)))
    busy = shop.stub({INFO: CallPolicy(deadline=20.0)}).GetProductInfo
    hurried = shop.stub({INFO: CallPolicy(deadline=0.1)}).GetProductInfo
    first = threading.Thread(target=busy, args=(REQUEST,))
    first.start()
    assert begun.wait(10)
    try:
        with pytest.raises(DeadlineExceeded):
            hurried(REQUEST)
        time.sleep(0.1)  # the server learns of it
    finally:
        go_on.set()
        first.join()
    time.sleep(0.5)
    assert products.calls == ["GetProductInfo"]


def bare_channel(shop: Shop, mesh_tls: MeshTls) -> grpc.Channel:
    """A caller of the mesh that does not use our channel."""
    ours = mesh_tls.of("order_service")
    files = ((ours / name).read_bytes() for name in ("ca.pem", "key.pem", "cert.pem"))
    options = [("grpc.ssl_target_name_override", "product_service")]
    return grpc.secure_channel(shop.running.address, grpc.ssl_channel_credentials(*files), options=options)
