"""One link of the fault proxy: listens in place of a callee and carries each connection there, as its toxics let it.

With no toxic it passes bytes on as they come. What a black hole has swallowed cannot be made up for, so connections
that lost something are reset when it ends; whatever was only held back leaves at once when it is cleared.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from typing import NamedTuple

from servicekit.faults.carrying import Connection, Stream
from servicekit.faults.toxics import Direction, Toxic

CONNECT = 5.0  # seconds for the callee to accept
BACKLOG = 512

Injected = Callable[[str, Toxic], None]  # told the link's name, once for each connection a toxic befalls


class Address(NamedTuple):
    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> Address:
        host, _, port = text.rpartition(":")
        return cls(host, int(port))

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class Link:
    def __init__(self, name: str, upstream: Address, *, seed: int = 0, injected: Injected) -> None:
        self.name = name
        self.upstream = upstream
        self.connections: set[Connection] = set()
        self.changed = asyncio.Event()
        self._seed = seed
        self._injected = injected
        self._toxics: dict[str, Toxic] = {}
        self._count = 0
        self._server: asyncio.Server | None = None

    async def open(self, listen: Address) -> Address:
        """Where it listens; port 0 takes a free one."""
        self._server = await asyncio.start_server(self._accepted, listen.host, listen.port, backlog=BACKLOG)
        return Address(*self._server.sockets[0].getsockname()[:2])

    async def close(self) -> None:
        if self._server:
            self._server.close()
        for connection in list(self.connections):
            connection.reset()
        await asyncio.gather(*(connection.ended.wait() for connection in list(self.connections)))

    @property
    def toxics(self) -> Mapping[str, Toxic]:
        return self._toxics

    def add(self, label: str, toxic: Toxic) -> None:
        """Begins at once, for connections that are open too."""
        self._toxics[label] = toxic
        self._reconsider()

    def remove(self, label: str) -> None:
        if self._toxics.pop(label, None):
            self._reconsider()

    def befalling(self, connection: int, direction: Direction) -> dict[str, Toxic]:
        """The toxics of this direction that the dice gave to this connection: the same ones whenever it is asked."""
        return {
            label: toxic
            for label, toxic in self._toxics.items()
            if toxic.concerns(direction) and self._befalls(connection, label, toxic)
        }

    def _befalls(self, connection: int, label: str, toxic: Toxic) -> bool:
        return toxic.probability == 1 or self.chance(connection, label).random() < toxic.probability

    def chance(self, connection: int, about: str) -> random.Random:
        """One seed, one link, one connection, one question: always the same answer."""
        return random.Random(f"{self._seed}/{self.name}/{connection}/{about}")  # noqa: S311 - repeatable, not secret

    def injected(self, toxic: Toxic) -> None:
        self._injected(self.name, toxic)

    def _reconsider(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()
        for connection in list(self.connections):
            connection.reconsider()

    async def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._count += 1
        connection = Connection(self, self._count, Stream(reader, writer))
        self.connections.add(connection)
        try:
            await self._carry(connection)
        finally:
            connection.finish()
            self.connections.discard(connection)

    async def _carry(self, connection: Connection) -> None:
        connection.reconsider()
        if connection.broken:
            return
        try:
            async with asyncio.timeout(CONNECT):
                reader, writer = await asyncio.open_connection(*self.upstream)
        except (OSError, TimeoutError):
            connection.reset()  # nobody there: RST is all that can still be said once a connection was accepted
        else:
            await connection.carry(Stream(reader, writer))
