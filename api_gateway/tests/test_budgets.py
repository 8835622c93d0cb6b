"""Every request starts its time here, and its trace; no client says how long it may take or how much it matters."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from api_gateway.tests import raw
from api_gateway.tests.conftest import Running, Start
from tools.gateway import PLACES

BUDGETS = [
    ("POST", "/api/orders/", "3", "critical"),
    ("POST", "/api/v1/orders", "3", "critical"),
    ("POST", "/api/payments/", "10", "critical"),
    ("POST", "/api/payments/webhooks/sandbox/", "5", "normal"),
    ("POST", "/api/v1/payments/webhooks/stripe", "5", "normal"),
    ("POST", "/api/token/", "10", "critical"),
    ("POST", "/api/auth/login", "10", "critical"),
    ("POST", "/api/v1/auth/refresh/", "10", "critical"),
    ("GET", "/api/orders/", "10", "normal"),
    ("PATCH", "/api/orders/5f0c/", "10", "normal"),
    ("POST", "/api/users/register/", "10", "normal"),
    ("POST", "/api/cart/items/", "10", "normal"),
    ("GET", "/api/products/?next=POST%20/api/orders/", "10", "normal"),
]
FORGED = (
    "X-Request-Start: 1.0",
    "X-Request-Budget: 86400",
    "X-Request-Priority: critical",
    "traceparent: 00-11111111111111111111111111111111-2222222222222222-01",
)


@pytest.mark.parametrize(("method", "path", "seconds", "priority"), BUDGETS)
def test_a_service_is_told_the_budget_and_the_priority_of_the_route(
    front: Running, method: str, path: str, seconds: str, priority: str
) -> None:
    assert front.post(path, *FORGED, method=method).status == 200
    [seen] = front.seen
    assert (seen.headers["x-request-budget"], seen.headers["x-request-priority"]) == (seconds, priority)


def test_the_time_runs_from_when_the_gateway_passes_the_request_on(front: Running) -> None:
    before = time.time()
    front.get("/api/products/", *FORGED)
    start = float(front.seen[0].headers["x-request-start"])
    assert before - 0.05 < start < time.time() + 0.05


def test_a_lane_with_a_budget_passes_path_query_and_body_on_unchanged(front: Running) -> None:
    front.post("/api/v1/orders?a=%20b", body=b'{"a": 1}')
    [seen] = front.seen
    assert (seen.service, seen.method, seen.path, seen.body) == ("order", "POST", "/api/v1/orders?a=%20b", b'{"a": 1}')


@pytest.mark.parametrize("path", ["/_lane/0/api/orders/", "/_lane/0/", "/_lane/"])
def test_a_lane_is_no_address(front: Running, path: str) -> None:
    front.post(path)
    assert front.seen == []


def test_the_trace_begins_here_and_its_id_is_the_request_id(front: Running) -> None:
    answer = front.get("/api/orders/", *FORGED)
    trace = front.seen[0].headers["traceparent"]
    assert re.fullmatch("00-[0-9a-f]{32}-[0-9a-f]{16}-01", trace)
    _, trace_id, parent, _ = trace.split("-")
    assert trace_id == answer.header("X-Request-Id").replace("-", "")
    assert int(parent, 16) > 0


@pytest.fixture(scope="module")
def silent() -> Iterator[str]:
    """A service that has been stopped in its tracks: the kernel takes connections for it, and nothing is answered."""
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


def test_a_checkout_is_answered_within_3_3_seconds_when_the_service_hangs(start: Start, silent: str) -> None:
    front = start(order=silent)
    begun = time.monotonic()
    answer = front.post("/api/orders/")
    assert 3.0 <= time.monotonic() - begun < 3.3
    assert (answer.status, answer.problem()["type"]) == (504, "/problems/deadline-exceeded")


def test_a_service_that_hangs_takes_its_places_and_no_more(start: Start, silent: str) -> None:
    """The others go on, whoever asks for more of the hanging one is told at once, and checkout has its own places."""
    front = start(order=silent)
    waiting = [send_only(front.port, raw.request("/api/cart/")) for _ in range(PLACES["read"])]
    try:
        refused, seconds = timed(front, "/api/cart/")
        assert (refused.status, refused.header("Retry-After")) == (503, "1")
        assert refused.problem()["type"] == "/problems/dependency-unavailable"
        assert seconds < 0.5
        other, seconds = timed(front, "/api/products/")
        assert (other.status, seconds < 0.5) == (200, True)
        assert front.post("/api/orders/").status == 504, "it was let through, and waited"
    finally:
        for connection in waiting:
            connection.close()


def test_places_are_free_again_once_answers_came(front: Running) -> None:
    with ThreadPoolExecutor(4) as clients:
        answers = list(clients.map(lambda _: front.get("/api/cart/").status, range(2 * PLACES["read"])))
    assert set(answers) == {200}


def send_only(port: int, payload: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=15)
    connection.sendall(payload)
    return connection


def timed(front: Running, path: str) -> tuple[raw.Answer, float]:
    begun = time.monotonic()
    return front.get(path), time.monotonic() - begun
