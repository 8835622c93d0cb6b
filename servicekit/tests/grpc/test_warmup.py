from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import grpc
import pytest
from structlog.testing import capture_logs

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import errors
from servicekit.grpc import channel, warmup
from servicekit.grpc.policy import CallPolicy
from servicekit.testing.mesh import RunningServer
from servicekit.testing.waiting import eventually
from servicekit.tests.grpc.products import PREFIX, Products, Shop

INFO = PREFIX + "GetProductInfo"
NOW: Callable[[], object] = list  # what makes the channels; set by each test


def adapters() -> object:
    return NOW()


@pytest.fixture(autouse=True)
def nobody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "DECLARED", set())
    monkeypatch.setattr(warmup, "DECLARED", channel.DECLARED)


@pytest.fixture
def begin(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], threading.Thread]:
    def start(makes: Callable[[], object]) -> threading.Thread:
        monkeypatch.setattr(f"{__name__}.NOW", makes)
        return warmup.begin(f"{__name__}.adapters")

    return start


Begin = Callable[[Callable[[], object]], threading.Thread]


def state_of(mesh: Any) -> list[grpc.ChannelConnectivity]:
    seen: list[grpc.ChannelConnectivity] = []
    mesh.subscribe(seen.append)
    eventually(lambda: seen)
    mesh.unsubscribe(seen.append)
    return seen


def test_the_first_call_finds_its_connection_open(shop: Shop, begin: Begin) -> None:
    mesh: Any = shop.running.channel("order_service")
    assert state_of(mesh)[-1] is grpc.ChannelConnectivity.IDLE
    with capture_logs() as lines:
        begin(lambda: mesh).join(10)
    assert state_of(mesh)[-1] is grpc.ChannelConnectivity.READY
    assert [(line["event"], line["code"]) for line in lines if "code" in line] == [("grpc.warmed", "OK")]
    assert shop.products.calls == []


def test_a_service_that_is_not_there_delays_nothing_and_opens_no_breaker(
    shop: Shop, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warmup, "PATIENCE", 0.5)
    shop.running.server.stop(grace=0)
    mesh = shop.running.channel("order_service")
    began = time.monotonic()
    warming = begin(lambda: mesh)
    assert time.monotonic() - began < 0.3
    warming.join(10)
    assert channel._GUARDS == {}


def test_adapters_that_cannot_be_made_are_a_line_in_the_log(begin: Begin) -> None:
    def broken() -> object:
        raise errors.InternalError

    with capture_logs() as lines:
        begin(broken).join(10)
    assert [(line["event"], line["error"]) for line in lines] == [("grpc.not_warmed", "InternalError")]


def test_one_that_is_missing_does_not_keep_the_others_cold(
    grpc_server: Callable[..., RunningServer], begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warmup, "PATIENCE", 3.0)
    gone, there = (grpc_server(Products().register, service=name) for name in ("user_service", "product_service"))
    gone.server.stop(grace=0)
    policies = {INFO: CallPolicy(deadline=1.0)}
    cold, warm = (running.channel("order_service", policies) for running in (gone, there))
    begin(lambda: (cold, warm)).join(10)
    eventually(lambda: state_of(warm)[-1] is grpc.ChannelConnectivity.READY)  # asking connects nothing
    Shop(Products(), there).stub(policies).GetProductInfo(pb.GetProductInfoRequest())
