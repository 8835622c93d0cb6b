"""A cache that is full, empty, broken or gone changes the time an answer takes, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache as django_cache
from django.test import override_settings

from servicekit import cache

LOCAL = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
GONE = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": "redis://127.0.0.1:9/0",  # the discard port: nobody listens
        "OPTIONS": {"SOCKET_CONNECT_TIMEOUT": 0.1, "SOCKET_TIMEOUT": 0.1},
    }
}


@pytest.fixture
def made() -> list[int]:
    return []


@pytest.fixture
def local() -> Iterator[None]:
    with override_settings(CACHES=LOCAL):
        django_cache.clear()
        yield


def answer(made: list[int]) -> int:
    def make() -> int:
        made.append(len(made) + 1)
        return made[-1]

    return cache.remembered("answer", seconds=30, make=make)


def test_an_answer_is_made_once(local: None, made: list[int]) -> None:
    assert [answer(made), answer(made)] == [1, 1]


def test_a_forgotten_answer_is_made_anew(local: None, made: list[int]) -> None:
    answer(made)
    cache.forget("answer")
    assert answer(made) == 2


def test_without_its_server_every_answer_is_made(made: list[int]) -> None:
    with override_settings(CACHES=GONE):
        assert [answer(made), answer(made)] == [1, 2]
        cache.forget("answer")


def test_a_failure_to_make_the_answer_is_not_hidden(local: None) -> None:
    def fail() -> int:
        raise LookupError("no such thing")

    with pytest.raises(LookupError):
        cache.remembered("answer", seconds=30, make=fail)
