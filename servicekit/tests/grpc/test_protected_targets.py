"""Breaker and bulkhead around real calls."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest
from structlog.testing import capture_logs

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import context, errors
from servicekit.grpc import channel
from servicekit.grpc.breaker import ConcurrentBreaker, Limits
from servicekit.grpc.client.breaker import judge
from servicekit.grpc.policy import READ_PLACES, CallPolicy
from servicekit.grpc.status import RemoteRefused
from servicekit.testing.waiting import eventually, undisturbed
from servicekit.tests.grpc.products import PREFIX, Shop

INFO, RESERVE = PREFIX + "GetProductInfo", PREFIX + "ReserveStock"
POLICIES = {INFO: CallPolicy(deadline=3.0), RESERVE: CallPolicy(deadline=3.0, read=False)}
REQUEST = pb.GetProductInfoRequest()


def raise_(error: Exception) -> Any:
    raise error


def breakers() -> dict[str, ConcurrentBreaker]:
    (guards,) = channel._GUARDS.values()
    return guards.breakers


def broken(shop: Shop, error: Exception, times: int) -> Any:
    shop.products.answer = lambda _request, _context: raise_(error)
    method = shop.stub(POLICIES).GetProductInfo
    for _ in range(times):
        with pytest.raises(errors.ServiceError):
            method(REQUEST)
    return method


def turned_away(method: Any) -> tuple[pytest.ExceptionInfo[errors.DependencyUnavailable], float]:
    """How, and after how many seconds."""
    began = time.monotonic()
    with pytest.raises(errors.DependencyUnavailable) as refused:
        method(REQUEST)
    return refused, time.monotonic() - began


def test_a_target_that_keeps_failing_is_not_called_any_more(shop: Shop) -> None:
    method = broken(shop, errors.DependencyUnavailable(), times=5)
    refused, seconds = undisturbed(lambda: turned_away(method))
    assert seconds < 0.05
    assert refused.value.extensions == {"target": "product_service"}
    assert refused.value.retry_after is not None
    assert 5 <= refused.value.retry_after <= 6
    assert len(shop.products.calls) == 5


def test_it_is_called_again_when_its_time_has_come(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    soon = Limits(reset_seconds=0.1, reset_jitter=0.0)
    monkeypatch.setattr(channel, "ConcurrentBreaker", lambda name: ConcurrentBreaker(name, soon))
    method = broken(shop, errors.DependencyUnavailable(), times=5)
    shop.products.answer = None
    time.sleep(0.15)
    method(REQUEST)
    assert breakers()["read"].current_state == "closed"


def test_writes_go_on_while_reads_fail(shop: Shop) -> None:
    broken(shop, errors.DependencyUnavailable(), times=5)
    shop.products.answer = None
    shop.stub(POLICIES).ReserveStock(pb.ReserveStockRequest())
    assert shop.products.calls[-1] == "ReserveStock"


def test_refusals_of_business_are_a_sign_of_health(shop: Shop) -> None:
    broken(shop, errors.NotFound(), times=12)
    assert breakers()["read"].current_state == "closed"
    assert len(shop.products.calls) == 12


def test_crashes_open_it_too(shop: Shop) -> None:
    broken(shop, RuntimeError(), times=5)
    assert breakers()["read"].current_state == "open"


def test_callers_out_of_time_prove_nothing_about_the_target(shop: Shop) -> None:
    shop.products.answer = lambda _request, _context: time.sleep(0.1)
    method = shop.stub(POLICIES).GetProductInfo
    for _ in range(6):
        with context.deadline_within(0.1), pytest.raises(errors.DeadlineExceeded):
            method(REQUEST)
    assert breakers()["read"].current_state == "closed"


def test_a_hung_target_opens_it(shop: Shop) -> None:
    shop.products.answer = lambda _request, _context: time.sleep(0.3)
    method = shop.stub({INFO: CallPolicy(deadline=0.1)}).GetProductInfo
    for _ in range(5):
        with pytest.raises(errors.DeadlineExceeded):
            method(REQUEST)
    assert breakers()["read"].current_state == "open"


def test_answers_that_only_just_come_open_it_too(shop: Shop) -> None:
    shop.products.answer = lambda _request, _context: time.sleep(0.85)
    method = shop.stub({INFO: CallPolicy(deadline=1.0)}).GetProductInfo
    with ThreadPoolExecutor(5) as threads:
        answers = [threads.submit(method, REQUEST) for _ in range(5)]
    assert any(one.exception() is None for one in answers)
    assert breakers()["read"].current_state == "open"


def test_answers_that_come_soon_enough_do_not(shop: Shop) -> None:
    shop.products.answer = lambda _request, _context: time.sleep(0.3)
    method = shop.stub({INFO: CallPolicy(deadline=2.0)}).GetProductInfo
    with ThreadPoolExecutor(5) as threads:
        list(threads.map(method, [REQUEST] * 5))
    assert breakers()["read"].current_state == "closed"


def test_a_call_refused_on_this_side_is_no_verdict() -> None:
    assert judge(errors.DependencyUnavailable(), fair=True).value == "neither"
    assert judge(KeyboardInterrupt(), fair=True).value == "neither"


def test_a_change_of_state_is_logged(shop: Shop) -> None:
    with capture_logs() as lines:
        broken(shop, errors.DependencyUnavailable(), times=5)
    changes = [(line["breaker"], line["before"], line["now"]) for line in lines if line["event"] == "breaker.changed"]
    assert changes == [("product_service/read", "closed", "open")]


def test_a_slow_target_holds_six_readers_and_turns_the_others_away_at_once(shop: Shop) -> None:
    release = threading.Event()
    shop.products.answer = lambda _request, _context: release.wait(3) and None
    method = shop.stub(POLICIES).GetProductInfo
    with ThreadPoolExecutor(READ_PLACES) as threads:
        held = [threads.submit(method, REQUEST) for _ in range(READ_PLACES)]
        while len(shop.products.calls) < READ_PLACES:
            time.sleep(0.005)
        refused, seconds = undisturbed(lambda: turned_away(method))
        assert seconds < 0.05
        release.set()
        assert all(one.result() is not None for one in held)
    assert refused.value.retry_after == 1
    assert len(shop.products.calls) == READ_PLACES
    method(REQUEST)
    assert breakers()["read"].current_state == "closed"


def test_a_target_full_of_readers_still_takes_a_write(shop: Shop) -> None:
    release = threading.Event()
    shop.products.answer = lambda _request, _context: release.wait(3) and None
    stub = shop.stub(POLICIES)
    with ThreadPoolExecutor(READ_PLACES) as threads:
        held = [threads.submit(stub.GetProductInfo, REQUEST) for _ in range(READ_PLACES)]
        eventually(lambda: len(shop.products.calls) == READ_PLACES)
        with pytest.raises(errors.DependencyUnavailable):
            stub.GetProductInfo(REQUEST)
        write = threading.Thread(target=stub.ReserveStock, args=(pb.ReserveStockRequest(),))
        write.start()
        eventually(lambda: shop.products.calls[-1] == "ReserveStock")
        release.set()
        write.join()
        assert all(one.result() is not None for one in held)


def test_a_stream_cannot_be_called(shop: Shop) -> None:
    stream: Any = shop.running.channel("order_service").unary_stream("/shop.product.v1.ProductService/Watch")
    with pytest.raises(LookupError):
        stream(b"")


def test_a_future_is_guarded_like_a_call(shop: Shop) -> None:
    shop.products.answer = lambda _request, _context: raise_(errors.NotFound())
    future = shop.stub(POLICIES).GetProductInfo.future(REQUEST)
    assert isinstance(future.exception(), RemoteRefused)


def test_a_cancelled_call_is_nobodys_fault() -> None:
    class Cancelled(grpc.RpcError):
        def code(self) -> grpc.StatusCode:
            return grpc.StatusCode.CANCELLED

    assert judge(Cancelled(), fair=True).value == "neither"
