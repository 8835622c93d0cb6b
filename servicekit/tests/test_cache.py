"""A cache that is full, empty, slow, broken or gone changes the time an answer takes, by little, and nothing else."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache as django_cache
from django.core.cache import caches
from django.test import override_settings
from django_redis.pool import ConnectionFactory  # type: ignore[import-untyped]  # it has no types
from prometheus_client import REGISTRY
from redis.exceptions import TimeoutError as RedisTimeout

from servicekit import cache
from servicekit import settings as kit
from servicekit.faults.proxy import FaultProxy
from servicekit.faults.toxics import Toxic
from servicekit.grpc.breaker import ConcurrentBreaker, Limits
from servicekit.testing.waiting import undisturbed
from servicekit.tests.tiny_redis import TinyRedis, tiny_redis

LOCAL = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
NOBODY = "127.0.0.1:9"  # the discard port: nobody listens
ONE_OPERATION = 0.1  # seconds: 50 ms, and what a busy machine adds


@pytest.fixture(autouse=True)
def fresh_breaker(monkeypatch: pytest.MonkeyPatch) -> None:
    """It belongs to the process; here every test is one."""
    monkeypatch.setattr(cache, "_breaker", cache.new_breaker())


@pytest.fixture
def made() -> list[int]:
    return []


@pytest.fixture
def local() -> Iterator[None]:
    with override_settings(CACHES=LOCAL):
        django_cache.clear()
        yield


@pytest.fixture
def redis() -> Iterator[TinyRedis]:
    with tiny_redis() as server:
        yield server


@pytest.fixture
def as_configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """`as_configured(address)`: the cache as a service has it, with Redis at that address."""
    monkeypatch.setattr(ConnectionFactory, "_pools", {})
    changes: list[override_settings] = []

    def configure(address: str) -> None:
        settings = kit.ServiceSettings(service="servicekit", shopmesh_env="development", redis_url=f"redis://{address}")
        changes.append(override_settings(CACHES={"default": kit.cache(settings)}))
        changes[-1].enable()

    yield configure
    for pool in ConnectionFactory._pools.values():
        pool.disconnect()
    for change in changes:
        change.disable()


def answer(made: list[int]) -> int:
    def make() -> int:
        made.append(len(made) + 1)
        return made[-1]

    return cache.remembered("answer", seconds=30, make=make)


def took(made: list[int]) -> float:
    began = time.monotonic()
    answer(made)
    return time.monotonic() - began


def counted(outcome: str) -> float:
    return REGISTRY.get_sample_value("cache_calls_total", {"outcome": outcome}) or 0


def test_an_answer_is_made_once(local: None, made: list[int]) -> None:
    assert [answer(made), answer(made)] == [1, 1]


def test_a_forgotten_answer_is_made_anew(local: None, made: list[int]) -> None:
    answer(made)
    cache.forget("answer")
    assert answer(made) == 2


def test_a_failure_to_make_the_answer_is_not_hidden(local: None) -> None:
    def fail() -> int:
        raise LookupError("no such thing")

    with pytest.raises(LookupError):
        cache.remembered("answer", seconds=30, make=fail)


def test_what_became_of_each_question_is_counted(local: None, made: list[int]) -> None:
    before = {outcome: counted(outcome) for outcome in ("miss", "set", "hit", "forgotten")}
    answer(made)
    answer(made)
    cache.forget("answer")
    assert {outcome: counted(outcome) - count for outcome, count in before.items()} == dict.fromkeys(before, 1)


def test_redis_keeps_answers_as_json(as_configured: Callable[[str], None], redis: TinyRedis, made: list[int]) -> None:
    as_configured(redis.address)
    assert [answer(made), answer(made)] == [1, 1]
    assert redis.kept == {b"servicekit:1:answer": b"1"}
    assert redis.commands == [b"GET", b"SET", b"GET"]  # and no HELLO, CLIENT or PING


def test_nonsense_in_the_cache_is_replaced(
    as_configured: Callable[[str], None], redis: TinyRedis, made: list[int]
) -> None:
    as_configured(redis.address)
    redis.kept[b"servicekit:1:answer"] = b"\x80pickled?"
    assert [answer(made), answer(made)] == [1, 1]


def test_with_redis_gone_every_answer_is_made_and_soon_nobody_asks(
    as_configured: Callable[[str], None], made: list[int]
) -> None:
    as_configured(NOBODY)
    before = counted("failed"), counted("skipped")
    assert [answer(made) for _ in range(50)] == list(range(1, 51))
    cache.forget("answer")
    assert (counted("failed") - before[0], counted("skipped") - before[1]) == (3, 48)


def test_a_redis_that_hangs_costs_three_short_waits_and_then_nothing(
    as_configured: Callable[[str], None], redis: TinyRedis, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_configured(redis.address)
    answer(made)

    def waited() -> list[float]:
        monkeypatch.setattr(cache, "_breaker", cache.new_breaker())
        before = len(made)
        with redis.hanging():
            waits = sorted(took(made) for _ in range(300))
        assert len(made) == before + 300
        return waits

    waits = undisturbed(waited)
    assert waits[-1] < ONE_OPERATION
    assert waits[296] < 0.02  # all but three


def test_a_cache_behind_a_black_hole_is_left_alone_and_asked_again_later(
    as_configured: Callable[[str], None], redis: TinyRedis, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = Limits(consecutive=3, reset_seconds=0.3, reset_jitter=0.0)
    with FaultProxy(redis.address) as link:
        as_configured(link.address)
        answer(made)

        def longest() -> float:
            monkeypatch.setattr(cache, "_breaker", ConcurrentBreaker("cache", soon))
            before = len(made)
            with link.suffering(Toxic(kind="black-hole")):
                waits = [took(made) for _ in range(50)]
            assert len(made) == before + 50
            return max(waits)

        assert undisturbed(longest) < ONE_OPERATION
        before = len(made)
        time.sleep(0.35)  # until the breaker lets a probe through
        assert [answer(made), answer(made)] == [1, 1]
        assert len(made) == before


def test_a_slow_redis_is_not_waited_for(
    as_configured: Callable[[str], None], redis: TinyRedis, made: list[int]
) -> None:
    with FaultProxy(redis.address) as link:
        as_configured(link.address)
        with link.suffering(Toxic(kind="latency", delay=0.4, direction="down")):
            assert undisturbed(lambda: max(took(made) for _ in range(10))) < ONE_OPERATION


def test_no_operation_is_repeated_by_the_library(as_configured: Callable[[str], None]) -> None:
    def one_operation() -> float:
        with socket.create_server(("127.0.0.1", 0)) as listener:  # it never answers
            as_configured(f"127.0.0.1:{listener.getsockname()[1]}")
            began = time.monotonic()
            with pytest.raises(RedisTimeout):
                caches["default"].get("answer")
            seconds = time.monotonic() - began
            listener.setblocking(False)
            listener.accept()[0].close()
            with pytest.raises(BlockingIOError):  # there was one connection, and no second
                listener.accept()
            return seconds

    assert undisturbed(one_operation) < ONE_OPERATION
