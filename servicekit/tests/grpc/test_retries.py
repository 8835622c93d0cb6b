from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import grpc
import pytest
from structlog.testing import capture_logs

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import errors
from servicekit.grpc import channel
from servicekit.grpc.client.retry import may_have_arrived
from servicekit.grpc.policy import CallPolicy
from servicekit.grpc.status import RemoteRefused
from servicekit.tests.grpc.products import PREFIX, Shop

INFO, RESERVE = PREFIX + "GetProductInfo", PREFIX + "ReserveStock"
REPEATABLE = {INFO: CallPolicy(deadline=2.0, idempotent=True, attempts=3)}
KEYED = {RESERVE: CallPolicy(deadline=2.0, idempotent=True, attempts=3, read=False)}
ONCE = {INFO: CallPolicy(deadline=2.0, read=False)}
REQUEST = pb.GetProductInfoRequest()


def failing(times: int, error: Callable[[], Exception]) -> Callable[[Any, grpc.ServicerContext], None]:
    left = [times]

    def answer(_request: Any, _context: grpc.ServicerContext) -> None:
        if left[0] > 0:
            left[0] -= 1
            raise error()

    return answer


def earned(shop: Shop, requests: int) -> Any:
    """A method whose target has answered `requests` times, and the calls forgotten."""
    method = shop.stub(REPEATABLE).GetProductInfo
    for _ in range(requests):
        method(REQUEST)
    shop.products.calls.clear()
    return method


def test_a_target_that_is_back_at_the_third_attempt_is_noticed_by_nobody(shop: Shop) -> None:
    method = earned(shop, 12)
    shop.products.answer = failing(2, errors.DependencyUnavailable)
    method(REQUEST)
    assert len(shop.products.calls) == 3


def test_three_attempts_are_the_end_of_it(shop: Shop) -> None:
    method = earned(shop, 30)
    shop.products.answer = failing(9, errors.DependencyUnavailable)
    with pytest.raises(errors.DependencyUnavailable):
        method(REQUEST)
    assert len(shop.products.calls) == 3


def test_the_first_failure_of_a_process_may_be_retried_once_and_no_more(shop: Shop) -> None:
    shop.products.answer = failing(9, errors.DependencyUnavailable)
    with pytest.raises(errors.DependencyUnavailable):
        shop.stub(REPEATABLE).GetProductInfo(REQUEST)
    assert len(shop.products.calls) == 2


def test_what_must_not_happen_twice_is_sent_once(shop: Shop) -> None:
    shop.products.answer = failing(1, errors.DependencyUnavailable)
    with pytest.raises(errors.DependencyUnavailable):
        shop.stub(ONCE).GetProductInfo(REQUEST)
    assert len(shop.products.calls) == 1


def test_a_refusal_is_not_argued_with(shop: Shop) -> None:
    method = earned(shop, 10)
    shop.products.answer = failing(1, errors.NotFound)
    with pytest.raises(RemoteRefused):
        method(REQUEST)
    assert len(shop.products.calls) == 1


def test_the_pause_is_what_the_server_asks_for(shop: Shop) -> None:
    def answer(_request: Any, context: grpc.ServicerContext) -> None:
        if len(shop.products.calls) == 1:
            context.set_trailing_metadata((("grpc-retry-pushback-ms", "120"),))
            context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, "later")

    shop.products.answer = answer
    began = time.monotonic()
    shop.stub(REPEATABLE).GetProductInfo(REQUEST)
    assert time.monotonic() - began >= 0.12
    assert len(shop.products.calls) == 2


def test_no_retry_begins_that_could_not_end_in_time(shop: Shop) -> None:
    def answer(_request: Any, context: grpc.ServicerContext) -> None:
        context.set_trailing_metadata((("grpc-retry-pushback-ms", "5000"),))
        context.abort(grpc.StatusCode.UNAVAILABLE, "much later")

    shop.products.answer = answer
    began = time.monotonic()
    with pytest.raises(errors.DependencyUnavailable):
        shop.stub(REPEATABLE).GetProductInfo(REQUEST)
    assert time.monotonic() - began < 0.5
    assert len(shop.products.calls) == 1


def test_a_slow_attempt_of_a_read_leaves_time_for_another(shop: Shop) -> None:
    shop.products.answer = lambda _request, _context: time.sleep(0.4) if len(shop.products.calls) == 1 else None
    policy = CallPolicy(deadline=1.0, attempt=0.2, idempotent=True, attempts=2)
    shop.stub({INFO: policy}).GetProductInfo(REQUEST)
    assert len(shop.products.calls) == 2


def test_the_cause_is_kept(shop: Shop) -> None:
    shop.products.answer = failing(9, errors.DependencyUnavailable)
    with pytest.raises(errors.DependencyUnavailable) as failed:
        shop.stub(REPEATABLE).GetProductInfo(REQUEST)
    assert isinstance(failed.value.__cause__, grpc.RpcError)


def test_an_outage_costs_the_target_a_tenth_more(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servicekit.grpc.breaker.ConcurrentBreaker._record", lambda *_args, **_kwargs: None)
    shop.products.answer = failing(10_000, errors.DependencyUnavailable)
    method = shop.stub(REPEATABLE).GetProductInfo
    for _ in range(200):
        with pytest.raises(errors.DependencyUnavailable):
            method(REQUEST)
    assert len(shop.products.calls) <= 200 * 1.1 + 1


def test_a_refusal_on_this_side_does_not_hide_that_the_first_attempt_may_have_arrived(shop: Shop) -> None:
    method = earned(shop, 10)
    (guards,) = channel._GUARDS.values()

    def answer(_request: Any, _context: grpc.ServicerContext) -> None:
        guards.breakers["read"].open()
        raise errors.DependencyUnavailable

    shop.products.answer = answer
    with pytest.raises(errors.DependencyUnavailable) as failed:
        method(REQUEST)
    assert isinstance(failed.value.__cause__, grpc.RpcError)
    assert len(shop.products.calls) == 1


def test_a_target_that_was_never_reached_says_so(shop: Shop) -> None:
    shop.running.server.stop(grace=0)
    with pytest.raises(errors.DependencyUnavailable) as failed:
        shop.stub(REPEATABLE).GetProductInfo(REQUEST)
    assert isinstance(failed.value.__cause__, grpc.RpcError)
    assert not may_have_arrived(failed.value.__cause__)


def test_a_write_that_failed_on_the_way_back_is_not_sent_again(shop: Shop) -> None:
    """It may have been done. Whoever wanted it asks by its key."""
    shop.products.answer = failing(1, errors.DependencyUnavailable)
    with pytest.raises(errors.DependencyUnavailable) as failed:
        shop.stub(KEYED).ReserveStock(pb.ReserveStockRequest())
    assert isinstance(failed.value.__cause__, grpc.RpcError)
    assert may_have_arrived(failed.value.__cause__)
    assert shop.products.calls == ["ReserveStock"]


def test_a_write_is_sent_again_when_the_server_says_that_it_did_nothing(shop: Shop) -> None:
    def answer(_request: Any, context: grpc.ServicerContext) -> None:
        if len(shop.products.calls) == 1:
            context.set_trailing_metadata((("grpc-retry-pushback-ms", "10"),))
            context.abort(grpc.StatusCode.UNAVAILABLE, "starting")

    shop.products.answer = answer
    shop.stub(KEYED).ReserveStock(pb.ReserveStockRequest())
    assert shop.products.calls == ["ReserveStock", "ReserveStock"]


def test_a_write_that_found_nobody_is_tried_again(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servicekit.grpc.client.retry._JITTER", lambda _state: 0.01)
    shop.running.server.stop(grace=0)
    with capture_logs() as lines, pytest.raises(errors.DependencyUnavailable):
        shop.stub(KEYED).ReserveStock(pb.ReserveStockRequest())
    (line,) = [line for line in lines if line["event"] == "grpc.called"]
    assert (line["attempts"], line["retries"]) == (2, 1)


def test_a_service_that_could_not_reach_another_is_not_asked_again(shop: Shop) -> None:
    """It has retried that call itself, under its own budget."""
    method = earned(shop, 12)
    shop.products.answer = failing(1, lambda: errors.DependencyUnavailable(target="warehouse"))
    with pytest.raises(errors.DependencyUnavailable):
        method(REQUEST)
    assert len(shop.products.calls) == 1
