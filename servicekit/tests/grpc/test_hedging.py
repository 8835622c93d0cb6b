"""A second request for a read whose first is slow, against a real server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import grpc
import pytest

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import context, errors
from servicekit.grpc import channel
from servicekit.grpc.policy import CallPolicy
from servicekit.grpc.status import RemoteRefused
from servicekit.testing.waiting import eventually
from servicekit.tests.grpc.products import PREFIX, Shop

INFO = PREFIX + "GetProductInfo"
POLICIES = {INFO: CallPolicy(deadline=3.0, idempotent=True, hedge=0.1)}
REQUEST = pb.GetProductInfoRequest()


@pytest.fixture
def stuck(shop: Shop) -> Iterator[threading.Event]:
    """The first request waits for this; the others are answered at once."""
    released = threading.Event()

    def answer(_request: Any, _context: grpc.ServicerContext) -> Any:
        number = len(shop.products.calls)
        if number == 1:
            released.wait(3)
        return pb.GetProductInfoResponse(product=pb.Product(id=number))

    shop.products.answer = answer
    yield released
    released.set()


def guards() -> channel.Guards:
    (known,) = channel._GUARDS.values()
    return known


@pytest.mark.usefixtures("stuck")
def test_the_answer_that_comes_first_is_taken(shop: Shop) -> None:
    began = time.monotonic()
    answer = shop.stub(POLICIES).GetProductInfo(REQUEST)
    assert 0.1 <= time.monotonic() - began < 1.0
    assert (answer.product.id, len(shop.products.calls)) == (2, 2)


@pytest.mark.usefixtures("stuck")
def test_the_request_that_lost_is_called_off_and_gives_its_place_back(shop: Shop) -> None:
    shop.stub(POLICIES).GetProductInfo(REQUEST)
    eventually(lambda: guards().places.taken == 0)  # long before the server would have let it go
    assert guards().breakers["read"].fail_counter == 0


def test_a_quick_answer_is_asked_for_once(shop: Shop) -> None:
    shop.stub(POLICIES).GetProductInfo(REQUEST)
    assert len(shop.products.calls) == 1


def test_it_is_off_unless_the_policy_says_when(shop: Shop) -> None:
    shop.products.answer = lambda _request, _context: time.sleep(0.3)
    shop.stub({INFO: CallPolicy(deadline=3.0, idempotent=True)}).GetProductInfo(REQUEST)
    assert len(shop.products.calls) == 1


@pytest.mark.usefixtures("stuck")
def test_a_second_request_is_paid_for_like_a_retry(shop: Shop, stuck: threading.Event) -> None:
    method = shop.stub(POLICIES).GetProductInfo
    channel.guards_of("product_service").budget.withdraw()  # the one there is at the start
    threading.Timer(0.3, stuck.set).start()
    assert method(REQUEST).product.id == 1
    assert len(shop.products.calls) == 1


def test_a_second_request_needs_a_place_too(shop: Shop, stuck: threading.Event) -> None:
    policy = CallPolicy(deadline=3.0, idempotent=True, hedge=0.1, bulkhead=1)
    threading.Timer(0.3, stuck.set).start()
    assert shop.stub({INFO: policy}).GetProductInfo(REQUEST).product.id == 1
    assert len(shop.products.calls) == 1


def test_both_requests_say_for_whom_they_are(shop: Shop) -> None:
    seen: list[str] = []

    def answer(_request: Any, _context: grpc.ServicerContext) -> None:
        seen.append(context.request_id())
        time.sleep(0.3)

    shop.products.answer = answer
    with context.request_scope("request-9"):
        shop.stub(POLICIES).GetProductInfo(REQUEST)
    assert seen == ["request-9", "request-9"]


def test_a_no_is_an_answer(shop: Shop) -> None:
    def answer(_request: Any, _context: grpc.ServicerContext) -> None:
        if len(shop.products.calls) == 2:
            raise errors.NotFound
        time.sleep(1.0)

    shop.products.answer = answer
    began = time.monotonic()
    with pytest.raises(RemoteRefused):
        shop.stub(POLICIES).GetProductInfo(REQUEST)
    assert time.monotonic() - began < 0.9


def test_a_second_request_that_fails_leaves_the_first_its_time(shop: Shop) -> None:
    def answer(_request: Any, _context: grpc.ServicerContext) -> Any:
        number = len(shop.products.calls)
        if number == 2:
            raise errors.DependencyUnavailable
        time.sleep(0.4)
        return pb.GetProductInfoResponse(product=pb.Product(id=number))

    shop.products.answer = answer
    assert shop.stub(POLICIES).GetProductInfo(REQUEST).product.id == 1


def test_when_both_fail_the_first_failure_is_told(shop: Shop) -> None:
    def answer(_request: Any, _context: grpc.ServicerContext) -> None:
        if len(shop.products.calls) == 2:
            raise errors.DependencyUnavailable(retry_after=9)
        time.sleep(0.3)
        raise errors.DependencyUnavailable(retry_after=4)

    shop.products.answer = answer
    with pytest.raises(errors.DependencyUnavailable) as failed:
        shop.stub(POLICIES).GetProductInfo(REQUEST)
    assert failed.value.retry_after == 4
