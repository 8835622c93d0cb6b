"""One connection through the fault proxy: two directions, each read, delayed, cut, dropped or broken by its toxics."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servicekit.faults.toxics import Direction, Schedule, Toxic, allowance

if TYPE_CHECKING:
    from servicekit.faults.link import Link

CHUNK = 65_536  # bytes read at once
QUEUED = 256  # pieces held back in one direction; then the sender is made to wait
ENDING = frozenset({"reset", "black-hole"})
RST_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER: close by RST, and drop what was not sent


@dataclass(frozen=True)
class Stream:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def __post_init__(self) -> None:
        self.writer.transport.set_write_buffer_limits(0)  # `drain` waits for the last byte: a reset would drop it

    def reset(self) -> None:
        sock: socket.socket = self.writer.get_extra_info("socket")
        with suppress(OSError):  # closed already
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RST_ON_CLOSE)
        self.writer.transport.abort()


class Connection:
    def __init__(self, link: Link, number: int, caller: Stream) -> None:
        self.link = link
        self.number = number
        self.lossy = False  # a black hole has swallowed something
        self.broken = False
        self.ended = asyncio.Event()
        self._ends = [caller]
        self._pipes: list[asyncio.Task[None]] = []
        self._noticed: set[str] = set()

    async def carry(self, callee: Stream) -> None:
        """Until both directions have come to their end."""
        self._ends.append(callee)
        if self.broken:
            callee.reset()
            return
        caller = self._ends[0]
        both = (Pipe(self, "up", caller, callee), Pipe(self, "down", callee, caller))
        self._pipes = [asyncio.ensure_future(pipe.run()) for pipe in both]
        await asyncio.gather(*self._pipes, return_exceptions=True)  # a reset cancels them

    def befalling(self, direction: Direction) -> dict[str, Toxic]:
        return self.link.befalling(self.number, direction)

    def reconsider(self) -> None:
        """The link's toxics have changed: some break a connection without waiting for its next byte."""
        now = self.befalling("up") | self.befalling("down")
        for label, toxic in now.items():
            if toxic.kind == "reset" and not toxic.after:
                self.notice(label, toxic)
                self.reset()
        if self.lossy and not any(toxic.kind == "black-hole" for toxic in now.values()):
            self.reset()

    def notice(self, label: str, toxic: Toxic) -> None:
        if label not in self._noticed:
            self._noticed.add(label)
            self.link.injected(toxic)

    def reset(self) -> None:
        self.broken = True
        for end in self._ends:
            end.reset()
        for pipe in self._pipes:
            pipe.cancel()

    def finish(self) -> None:
        for end in self._ends:
            end.writer.close()
        self.ended.set()


class Pipe:
    """One direction of a connection."""

    def __init__(self, connection: Connection, direction: Direction, source: Stream, sink: Stream) -> None:
        self._connection = connection
        self._direction = direction
        self._source = source
        self._sink = sink
        self._schedule = Schedule(connection.link.chance(connection.number, direction))
        self._passed: dict[str, int] = defaultdict(int)
        self._queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(QUEUED)

    async def run(self) -> None:
        try:
            async with asyncio.TaskGroup() as halves:
                halves.create_task(self._collect())
                halves.create_task(self._deliver())
        except* OSError:  # one of the two has reset it: the other is to know
            self._connection.reset()

    async def _collect(self) -> None:
        while data := await self._source.reader.read(CHUNK):
            befalling = self._befalling()
            kept = self._kept(data, befalling)
            await self._hold(kept, befalling)
            if len(kept) < len(data):
                await self._lost(befalling)
        await self._end()

    def _befalling(self) -> dict[str, Toxic]:
        befalling = self._connection.befalling(self._direction)
        for label, toxic in befalling.items():
            self._connection.notice(label, toxic)
        return befalling

    def _kept(self, data: bytes, befalling: dict[str, Toxic]) -> bytes:
        """What passes of `data`: a reset or a black hole lets through only the bytes it still allows."""
        ending = {label: toxic for label, toxic in befalling.items() if toxic.kind in ENDING}
        allowed = [allowance(toxic, self._passed[label]) for label, toxic in ending.items()]
        for label in ending:
            self._passed[label] += len(data)
        return data[: min([len(data), *allowed])]

    async def _lost(self, befalling: dict[str, Toxic]) -> None:
        """Bytes were dropped. Behind a reset no others come; what a black hole lets through first is delivered."""
        self._connection.lossy = True
        if not any(toxic.kind == "black-hole" for toxic in befalling.values()):
            await self._queue.join()
            self._connection.reset()

    async def _hold(self, data: bytes, befalling: dict[str, Toxic]) -> None:
        now, begin = asyncio.get_running_loop().time(), 0
        for length, due in self._schedule.pieces(len(data), now, list(befalling.values())):
            await self._queue.put((due, data[begin : begin + length]))
            begin += length

    async def _end(self) -> None:
        """The source has said all it will. A black hole swallows that too, and the connection is reset when it ends."""
        befalling = self._befalling().values()
        if any(toxic.kind == "black-hole" for toxic in befalling):
            self._connection.lossy = True
            await self._connection.ended.wait()
        slow = sum(toxic.delay for toxic in befalling if toxic.kind == "slow-close")
        await self._queue.put((asyncio.get_running_loop().time() + slow, b""))

    async def _deliver(self) -> None:
        while True:
            due, piece = await self._queue.get()
            await self._until(due)
            if not piece:
                self._sink.writer.write_eof()
                return
            self._sink.writer.write(piece)
            await self._sink.writer.drain()
            self._queue.task_done()

    async def _until(self, due: float) -> None:
        """Wait, but no longer than something is wrong with this direction."""
        loop = asyncio.get_running_loop()
        while (left := due - loop.time()) > 0 and self._connection.befalling(self._direction):
            changed = self._connection.link.changed
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await changed.wait()
