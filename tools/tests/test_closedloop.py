"""The readers of the benchmarks: as many requests as they were told, and no figure for what was refused."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks.closedloop import Refused, read


class Shelf(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.asked: Counter[str] = Counter()
        self.connections = 0
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Shelf

    def setup(self) -> None:
        super().setup()
        self.server.connections += 1

    def do_GET(self) -> None:
        self.server.asked[f"{self.path} {self.headers.get('Accept', '')}".strip()] += 1
        body = b"x" * 70_000  # more than one read of a socket
        self.send_response(404 if self.path == "/gone" else 200)
        if self.path == "/chunks":
            self.send_header("Transfer-Encoding", "chunked")
            body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet: pytest's output is for pytest."""


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    made = Shelf()
    yield made
    made.shutdown()
    made.server_close()


def test_each_path_is_asked_for_in_its_turn_over_kept_connections(shelf: Shelf) -> None:
    timing = read(shelf.url, ["/a", "/b"], requests=20, concurrency=3)
    assert shelf.asked == {"/a": 10, "/b": 10}
    assert (timing.requests, shelf.connections) == (20, 3)
    assert 0 < timing.p50_ms <= timing.p95_ms


def test_an_answer_may_come_in_chunks(shelf: Shelf) -> None:
    assert read(shelf.url, ["/chunks"], requests=6, concurrency=2).requests == 6


def test_headers_go_with_every_request(shelf: Shelf) -> None:
    read(shelf.url, ["/a"], requests=4, concurrency=1, headers={"Accept": "application/json"})
    assert shelf.asked == {"/a application/json": 4}


def test_an_answer_other_than_200_ends_the_measurement(shelf: Shelf) -> None:
    with pytest.raises(Refused, match="404"):
        read(shelf.url, ["/a", "/gone"], requests=10, concurrency=1)


def test_nobody_who_listens_is_an_error_and_no_figure() -> None:
    with pytest.raises(OSError, match="refused"):
        read("http://127.0.0.1:9", ["/"], requests=2, concurrency=1)
