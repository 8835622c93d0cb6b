"""The load of the benchmarks: every request at its time, whatever became of those before."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from benchmarks.openloop import Loop, Offer, request, sent

BUSY = b"HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Type: application/problem+json\r\nContent-Length: 2\r\n\r\n{}"
FINE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
ASK = request("GET", "/", headers={})


class Server:
    """Answers every request after `pause` seconds, one connection beside the other."""

    def __init__(self, answer: bytes, pause: float) -> None:
        self.connections = 0
        self._ended = threading.Semaphore(0)
        self._answer, self._pause = answer, pause
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with suppress(asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(self._pause)
                writer.write(self._answer)
        writer.close()
        await writer.wait_closed()
        self._ended.release()

    def close(self) -> None:
        """The callers have hung up; what has not read that yet does so before the loop ends."""
        for _ in range(self.connections):
            self._ended.acquire(timeout=10)
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture
def slow() -> Iterator[Server]:
    server = Server(FINE, pause=0.2)
    yield server
    server.close()


@pytest.fixture
def busy() -> Iterator[Server]:
    server = Server(BUSY, pause=0)
    yield server
    server.close()


def test_a_slow_server_is_offered_no_less(slow: Server) -> None:
    answers = sent(slow.url, [Offer("read", 50, lambda: ASK)], seconds=0.4)
    assert [one.status for one in answers] == [200] * 20
    assert slow.connections > 5  # one behind the other, 20 answers would have taken one connection and 4 s


def test_a_caller_who_waits_for_answers_uses_one_connection(slow: Server) -> None:
    answers = sent(slow.url, [Loop("read", lambda: ASK)], seconds=0.3)
    assert (len(answers), slow.connections) == (2, 1)


def test_a_refusal_in_words_is_told_from_any_other_failure(busy: Server) -> None:
    (answer,) = sent(busy.url, [Offer("read", 10, lambda: ASK)], seconds=0.1)
    assert (answer.good, answer.refused_well) == (False, True)


def test_a_server_that_is_not_there_is_a_failure_and_no_exception() -> None:
    (answer,) = sent("http://127.0.0.1:9", [Offer("read", 10, lambda: ASK)], seconds=0.1)
    assert (answer.status, answer.good, answer.refused_well) == (0, False, False)
