"""Redis hangs, is gone, or is behind a black hole: requests that use it pay next to nothing, and none of them fails."""

from __future__ import annotations

import os
import signal
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

import httpx
import pytest

from tests.abuse import door, send
from tests.harness import Mesh
from tools import supervise
from tools.state import State

REQUESTS = 400
ADDED_P99 = 0.1  # seconds
GUESSES, HASHED = 60, 10


@pytest.fixture
def has_redis(mesh: Mesh) -> bool:
    """Where none is installed the cache is in the database, and there is nothing to take away."""
    return redis_pid(mesh) > 0


def redis_pid(mesh: Mesh) -> int:
    seen = supervise.conditions(State(mesh.state)).get("redis")
    return seen.pid if seen else 0


@contextmanager
def hanging(mesh: Mesh) -> Iterator[None]:
    """SIGSTOP: it keeps its port and its connections, and answers nothing."""
    pid = redis_pid(mesh)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@contextmanager
def gone(mesh: Mesh) -> Iterator[None]:
    mesh.stop("redis")
    try:
        yield
    finally:
        mesh.start("redis")


def p99(client: httpx.Client) -> float:
    """Of many requests that ask the cache. None of them fails."""
    took = []
    for _ in range(REQUESTS):
        began = time.monotonic()
        answer = client.get("/api/categories/")
        took.append(time.monotonic() - began)
        assert answer.status_code == httpx.codes.OK, answer.text
    return sorted(took)[int(REQUESTS * 0.99)]


@pytest.mark.parametrize("lost", [hanging, gone])
def test_without_redis_no_request_fails_and_hardly_any_waits(
    mesh: Mesh,
    has_redis: bool,  # noqa: FBT001 - a fixture
    lost: Callable[[Mesh], AbstractContextManager[None]],
) -> None:
    if not has_redis:
        return
    with door(mesh, "product-web") as client:
        before = p99(client)
        with lost(mesh):
            without = p99(client)
        assert without <= max(before, p99(client)) + ADDED_P99  # what else this machine does is in all three


def test_while_redis_hangs_guessing_is_limited_as_ever(mesh: Mesh, has_redis: bool) -> None:  # noqa: FBT001 - a fixture
    if not has_redis:
        return
    with door(mesh, "user-web") as client, hanging(mesh):
        name = f"guessed-{uuid.uuid4().hex[:12]}"
        who = {"username": name, "email": f"{name}@example.com", "password": "quiet-harbour-lantern"}
        assert send(client, "/api/users/register/", who).status_code == httpx.codes.CREATED
        guess = {"username": name, "password": "wrong horse"}
        with ThreadPoolExecutor(GUESSES) as pool:
            answers = list(pool.map(lambda _: send(client, "/api/token/", guess), range(GUESSES)))
    assert sorted(answer.status_code for answer in answers) == [401] * HASHED + [429] * (GUESSES - HASHED)
