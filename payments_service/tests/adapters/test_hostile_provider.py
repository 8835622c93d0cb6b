"""Answers of a server that is not the provider, or no longer itself."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from payments_service.payments.adapters.sandbox import SandboxProvider
from payments_service.payments.ports import OutcomeUnknown
from servicekit import context
from servicekit.money import Money

Answer = Callable[[socket.socket], None]
GOOD: dict[str, Any] = {
    "id": "ch_1",
    "key": "k",
    "status": "authorized",
    "amount": 1000,
    "currency": "EUR",
    "captured": 0,
    "decline_code": "",
}


@pytest.fixture
def hostile(connect: Callable[..., SandboxProvider]) -> Iterator[Callable[[Answer], SandboxProvider]]:
    """A socket that reads a request and then does as told."""
    listeners: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def serve(listener: socket.socket, answer: Answer) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            try:
                answer(connection)
            except OSError:
                return

    def start(answer: Answer) -> SandboxProvider:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        threads.append(threading.Thread(target=serve, args=(listener, answer)))
        threads[-1].start()
        return connect(f"http://127.0.0.1:{listener.getsockname()[1]}")

    yield start
    for thread in threads:
        thread.join(5)
    for listener in listeners:
        listener.close()


def said(body: bytes, status: str = "201 Created", headers: str = "") -> Answer:
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return lambda connection: connection.sendall(head.encode() + body)


def ask(provider: SandboxProvider) -> Any:
    return provider.authorize(key="k", amount=Money(1000, "EUR"), token="tok_success", reference="o")


def test_a_good_answer_is_understood(hostile: Callable[[Answer], SandboxProvider]) -> None:
    assert ask(hostile(said(json.dumps(GOOD).encode()))).id == "ch_1"


@pytest.mark.parametrize(
    "change",
    [
        {"key": "other"},
        {"amount": 999},
        {"amount": "1000"},
        {"amount": 1000.0},
        {"currency": "USD"},
        {"status": "paid"},
        {"status": None},
        {"id": "../../charges"},
        {"id": ""},
        {"decline_code": "<script>"},
        {"captured": -1},
    ],
)
def test_an_answer_about_something_else_is_not_taken(
    hostile: Callable[[Answer], SandboxProvider], change: dict[str, Any]
) -> None:
    with pytest.raises(OutcomeUnknown):
        ask(hostile(said(json.dumps(GOOD | change).encode())))


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 50_000, b'{"id": NaN}'])
def test_garbage_is_not_taken(hostile: Callable[[Answer], SandboxProvider], body: bytes) -> None:
    with pytest.raises(OutcomeUnknown):
        ask(hostile(said(body)))


def test_a_compressed_answer_is_not_unpacked(hostile: Callable[[Answer], SandboxProvider]) -> None:
    with pytest.raises(OutcomeUnknown):
        ask(hostile(said(b"\x1f\x8b" + b"\0" * 100, headers="Content-Encoding: gzip\r\n")))


def test_a_redirect_is_not_followed(hostile: Callable[[Answer], SandboxProvider]) -> None:
    with pytest.raises(OutcomeUnknown, match="307"):
        ask(hostile(said(b"", "307 Temporary Redirect", "Location: http://127.0.0.1:1/\r\n")))


@pytest.mark.parametrize("raw", [b"", b"HTTP/1.1 201", b"SSH-2.0-OpenSSH_9.2\r\n", b"HTTP/1.1 999 What\r\n\r\n"])
def test_a_line_that_breaks_is_an_unknown_outcome(hostile: Callable[[Answer], SandboxProvider], raw: bytes) -> None:
    with pytest.raises(OutcomeUnknown):
        ask(hostile(lambda connection: connection.sendall(raw)))


def test_a_write_without_an_answer_is_sent_once(connect: Callable[..., SandboxProvider]) -> None:
    """What became of it is asked by key, by processing.py: a repeat from down here would hide that it is not known."""
    requests: list[bytes] = []

    def hang_up(listener: socket.socket) -> None:
        with contextlib.suppress(OSError):  # closed by the test
            while True:
                connection, _ = listener.accept()
                with connection:
                    requests.append(connection.recv(65536))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listening = threading.Thread(target=hang_up, args=(listener,))
        listening.start()
        with pytest.raises(OutcomeUnknown):
            ask(connect(f"http://127.0.0.1:{listener.getsockname()[1]}"))
        listener.shutdown(socket.SHUT_RDWR)
        listening.join(5)
    assert len(requests) == 1
    assert b"idempotency-key: k\r\n" in requests[0].lower()


def test_an_answer_that_drips_is_cut_off(hostile: Callable[[Answer], SandboxProvider]) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(40):
            connection.sendall(b" ")
            time.sleep(0.05)

    provider, began = hostile(drip), time.monotonic()
    with context.deadline_within(0.5), pytest.raises(OutcomeUnknown):
        ask(provider)
    assert time.monotonic() - began < 1
