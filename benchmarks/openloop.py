"""Requests sent when their time comes, whatever became of those before: overload as it is outside.

A client that waits for its answers slows down with the server and can never offer four times what it takes. One event
loop with connections of its own costs 0.2 ms a request, so that most of the machine is left to what is measured.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
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
    """One address, and the connections to it that wait for their next request."""

    url: str
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
        return await asyncio.open_connection(parts.hostname, parts.port)


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


def offered(url: str, offers: Sequence[Offer], *, seconds: float) -> list[Sent]:
    """Every request at its time; the answers of all, when the last is there."""

    async def all_of_them(door: Door) -> list[Sent]:
        async with asyncio.TaskGroup() as group:
            streams = [group.create_task(_at_its_time(door, offer, seconds)) for offer in offers]
        await door.close()
        return [sent for stream in streams for sent in stream.result()]

    return asyncio.run(all_of_them(Door(url)))


async def _at_its_time(door: Door, offer: Offer, seconds: float) -> list[Sent]:
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        tasks = []
        for number in range(int(offer.rate * seconds)):
            if (early := began + number / offer.rate - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            tasks.append(group.create_task(door.ask(offer.kind, offer.write())))
    return [task.result() for task in tasks]


def in_turn(url: str, turns: Sequence[tuple[str, Writer]], *, concurrency: int, seconds: float) -> list[Sent]:
    """The most that is answered: each of `concurrency` callers asks again as soon as it has its answer."""

    async def caller(door: Door, number: int, until: float) -> list[Sent]:
        sent = []
        while time.perf_counter() < until:
            kind, write = turns[number % len(turns)]
            sent.append(await door.ask(kind, write()))
            number += concurrency
        return sent

    async def all_of_them(door: Door) -> list[Sent]:
        until = time.perf_counter() + seconds
        work: list[Awaitable[list[Sent]]] = [caller(door, number, until) for number in range(concurrency)]
        answered = await asyncio.gather(*work)
        await door.close()
        return [sent for some in answered for sent in some]

    return asyncio.run(all_of_them(Door(url)))
