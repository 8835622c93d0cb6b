"""`/ws/`: the one path that becomes something else than HTTP, and what reaches the process behind it."""

from __future__ import annotations

from api_gateway.tests.conftest import Running, Start

UPGRADE = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
    "Origin: http://localhost",
)


def test_a_websocket_is_passed_on_with_its_own_headers_and_no_others(shared: Running) -> None:
    shared.get("/ws/", *UPGRADE, "Cookie: refresh=secret", "Authorization: Bearer x", "X-User-Id: 7")
    seen = shared.seen[-1]
    assert (seen.service, seen.path) == ("live", "/ws/")
    assert seen.headers["upgrade"] == "websocket"
    assert seen.headers["connection"] == "upgrade"
    assert seen.headers["sec-websocket-key"] == "dGhlIHNhbXBsZSBub25jZQ=="
    assert seen.headers["origin"] == "http://localhost"
    assert not {"cookie", "authorization", "x-user-id"} & set(seen.headers)


def test_what_stands_in_the_query_reaches_neither_the_process_nor_a_log(shared: Running) -> None:
    shared.get("/ws/?token=very-secret", *UPGRADE)
    assert shared.seen[-1].path == "/ws/"
    assert "very-secret" not in shared.output.read_text()


def test_nothing_else_is_upgraded(shared: Running) -> None:
    shared.get("/ws/", "Upgrade: h2c", "Connection: Upgrade")
    assert "upgrade" not in shared.seen[-1].headers
    shared.get("/api/orders/", *UPGRADE)
    assert "upgrade" not in shared.seen[-1].headers


def test_below_it_is_nothing(shared: Running) -> None:
    before = len(shared.seen)
    assert shared.get("/ws/other", *UPGRADE).status == 404
    assert len(shared.seen) == before


def test_without_the_process_the_answer_is_a_problem(start: Start) -> None:
    gateway = start(live="127.0.0.1:1")
    answer = gateway.get("/ws/", *UPGRADE)
    assert answer.status == 503
    assert b"dependency-unavailable" in answer.body
