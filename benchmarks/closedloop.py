"""Readers who ask again as soon as they are answered, at 30 µs of processor a request.

A client of httpx costs ten times what nginx needs for the answer, and on two cores it takes that from the server: the
figures would be the client's. Here each connection is a callback of one uvloop that counts bytes.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle, islice
from typing import cast
from urllib.parse import urlsplit

import uvloop

from benchmarks.report import Timing, summary

PATIENCE = 300.0  # seconds for all of them; a server that hangs must not hang the benchmark
LENGTH = b"content-length:"
LAST_CHUNK = b"0\r\n\r\n"


class Refused(Exception):
    """An answer other than 200: what was measured would not be what was asked for."""


def read(
    url: str, paths: Sequence[str], *, requests: int, concurrency: int, headers: Mapping[str, str] | None = None
) -> Timing:
    """GET each of `paths` in turn, over `concurrency` kept connections, `requests` times in all. Refused, OSError."""
    host, told = urlsplit(url), "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
    messages = [f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{told}\r\n".encode() for path in paths]
    queue = islice(cycle(messages), requests)
    return uvloop.run(_read(host.hostname or "", host.port or 80, queue, concurrency))


async def _read(host: str, port: int, queue: Iterator[bytes], concurrency: int) -> Timing:
    loop = asyncio.get_running_loop()
    readers: list[Reader] = []
    try:
        for _ in range(concurrency):
            _, reader = await loop.create_connection(partial(Reader, queue, loop.create_future()), host, port)
            readers.append(reader)
        began = time.perf_counter()
        for reader in readers:
            reader.ask()
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*(reader.done for reader in readers))
        elapsed = time.perf_counter() - began
    finally:
        for reader in readers:
            await reader.closed()
    return summary([seconds for reader in readers for seconds in reader.spent], elapsed)


class Reader(asyncio.Protocol):
    """One connection. `done` is over when the queue is empty, or with the error that ended it."""

    transport: asyncio.Transport

    def __init__(self, queue: Iterator[bytes], done: asyncio.Future[None]) -> None:
        self.spent: list[float] = []
        self.done = done
        self._queue = queue
        self._began = 0.0
        self._received = b""
        self._gone = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is none by inheritance

    def ask(self) -> None:
        message = next(self._queue, None)
        if message is None:
            self._end(None)
            return
        self._began = time.perf_counter()
        self.transport.write(message)

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0 or not self._whole(end):
            return
        self.spent.append(time.perf_counter() - self._began)
        answer, self._received = self._received, b""
        if answer[9:12] == b"200":
            self.ask()
        else:
            self._end(Refused(answer[:400].decode("latin-1")))

    def connection_lost(self, error: Exception | None) -> None:
        self._end(error or ConnectionError("The server closed the connection."))
        self._gone.set()

    async def closed(self) -> None:
        """Hangs up, if the other side has not."""
        self.transport.close()
        await self._gone.wait()

    def _whole(self, end: int) -> bool:
        head = self._received[:end].lower()
        if b"transfer-encoding: chunked" in head:
            return self._received.endswith(LAST_CHUNK)
        at = head.find(LENGTH)
        length = int(head[at + len(LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        return len(self._received) >= end + 4 + length

    def _end(self, error: Exception | None) -> None:
        if self.done.done():
            return
        if error:
            self.done.set_exception(error)
        else:
            self.done.set_result(None)
