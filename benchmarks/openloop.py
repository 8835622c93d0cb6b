"""Requests sent when their time comes, whatever became of those before: overload as it is outside.

A client that waits for its answers slows down with the server and can never offer four times what it takes. One event
loop with connections of its own costs 0.2 ms a request, so that most of the machine is left to what is measured.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PATIENCE = 15.0  # seconds
BROKEN = 0  # stands for the status of a request whose connection broke or that was never answered

# Writes down one request, whole, as it goes over the wire.
Writer = Callable[[], bytes]
Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True)
class Sent:
    kind: str
    status: int
    seconds: float
    headers: Mapping[str, str]

    @property
    def good(self) -> bool:
        return self.status in {200, 201, 202}

    @property
    def refused_well(self) -> bool:
        """Shed as promised: with the time after which to come again, as a problem document."""
        told = "retry-after" in self.headers and "problem+json" in self.headers.get("content-type", "")
        return self.status in {429, 503} and told


def request(method: str, path: str, *, headers: Mapping[str, str], body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"Content-Length: {len(body)}"]
    told = [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, *told, "", ""]).encode() + body


@dataclass
class Door:
    """One address, and the connections to it that wait for their next request.

    `source` is the address of ours that they come from, where that matters: any of 127.0.0.0/8.
    """

    url: str
    source: str = ""
    idle: list[Stream] = field(default_factory=list)

    async def ask(self, kind: str, message: bytes) -> Sent:
        began = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                status, headers = await self._exchange(message)
        except (OSError, EOFError, TimeoutError, ValueError):
            status, headers = BROKEN, {}
        return Sent(kind, status, time.perf_counter() - began, headers)

    async def _exchange(self, message: bytes) -> tuple[int, Mapping[str, str]]:
        reader, writer = self.idle.pop() if self.idle else await self._connected()
        reusable = False
        try:
            writer.write(message)
            status, headers = _head(await reader.readuntil(b"\r\n\r\n"))
            await reader.readexactly(int(headers.get("content-length", 0)))
            reusable = headers.get("connection") != "close" and "transfer-encoding" not in headers
        finally:
            self.idle.append((reader, writer)) if reusable else writer.close()
        return status, headers

    async def close(self) -> None:
        for _reader, writer in self.idle:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _connected(self) -> Stream:
        parts = urlsplit(self.url)
        source = (self.source, 0) if self.source else None
        return await asyncio.open_connection(parts.hostname, parts.port, local_addr=source)


def _head(raw: bytes) -> tuple[int, Mapping[str, str]]:
    first, *lines = raw.decode("latin-1").split("\r\n")
    headers = (line.partition(":") for line in lines if line)
    return int(first.split(" ", 2)[1]), {name.lower(): value.strip() for name, _, value in headers}


@dataclass(frozen=True)
class Offer:
    """Requests of one kind at a steady rate."""

    kind: str
    rate: float
    write: Writer

    async def run(self, door: Door, seconds: float) -> list[Sent]:
        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            tasks = []
            for number in range(int(self.rate * seconds)):
                if (early := began + number / self.rate - time.perf_counter()) > 0:
                    await asyncio.sleep(early)
                tasks.append(group.create_task(door.ask(self.kind, self.write())))
        return [task.result() for task in tasks]


@dataclass(frozen=True)
class Loop:
    """A caller who asks again as soon as there is an answer: as many as there is room for."""

    kind: str
    write: Writer

    async def run(self, door: Door, seconds: float) -> list[Sent]:
        until = time.perf_counter() + seconds
        sent = []
        while time.perf_counter() < until:
            sent.append(await door.ask(self.kind, self.write()))
        return sent


def sent(url: str, streams: Sequence[Offer | Loop], *, seconds: float) -> list[Sent]:
    """All streams side by side; every answer, once the last is there."""

    async def side_by_side(door: Door) -> list[Sent]:
        answers = await asyncio.gather(*(stream.run(door, seconds) for stream in streams))
        await door.close()
        return [one for stream in answers for one in stream]

    return asyncio.run(side_by_side(Door(url)))
