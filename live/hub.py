"""Who is connected, and what each has still to be told. No network here: putting a message down never waits.

A client that reads more slowly than there is to tell keeps nobody waiting and costs 64 messages at most: what it has
not read is dropped, and it is told to read everything again instead.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from live import metrics
from live.ended import EndedSessions
from live.messages import FRESH, OVERSEERS, RESYNC, STALE, Update
from servicekit.auth.principal import Principal

WAITING = 64  # messages for one client
PER_USER = 10  # connections: tabs of one person on several devices
MOST = 2000  # connections of this process; each takes about 60 KiB


class TooMany(Exception):
    """The user has as many connections as one may have."""


class Client:
    """One connection that is signed in."""

    def __init__(self, principal: Principal) -> None:
        self.principal = principal
        self.topics: frozenset[str] = frozenset()
        self.over: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting: deque[str] = deque()
        self._some = asyncio.Event()

    def tell(self, text: str) -> None:
        self._waiting.append(text)
        if len(self._waiting) > WAITING:
            # Reading again makes up for news, and not for whether there will be any.
            standing = [one for one in self._waiting if one in {STALE, FRESH}][-1:]
            self._waiting = deque([RESYNC, *standing])
            metrics.RESYNCS.inc()
        self._some.set()

    async def next(self) -> str:
        while not self._waiting:
            self._some.clear()
            await self._some.wait()
        return self._waiting.popleft()

    def end(self, code: int) -> None:
        """The connection will be closed with this code; the first one given stays."""
        if not self.over.done():
            self.over.set_result(code)

    def oversees(self, topic: str) -> bool:
        """Asked at every message: a role that was lost with the last token hears nothing more."""
        return topic in self.topics and self.principal.role in OVERSEERS


class Hub:
    def __init__(self, ended: EndedSessions) -> None:
        self.ended = ended
        self.online = False
        self.connected = 0  # handshakes included
        self._of_user: dict[str, set[Client]] = defaultdict(set)

    def __len__(self) -> int:
        return sum(map(len, self._of_user.values()))

    def join(self, client: Client) -> None:
        own = self._of_user[client.principal.id]
        if len(own) >= PER_USER:
            raise TooMany
        own.add(client)
        metrics.CONNECTIONS.set(len(self))

    def leave(self, client: Client) -> None:
        own = self._of_user[client.principal.id]
        own.discard(client)
        if not own:
            del self._of_user[client.principal.id]
        metrics.CONNECTIONS.set(len(self))

    def publish(self, update: Update) -> int:
        """How many clients were told: each once, also one who owns it and oversees everybody's."""
        found = set(self._listening(update))
        for client in found:
            client.tell(update.text)
        metrics.MESSAGES.labels(update.type).inc(len(found))
        return len(found)

    def _listening(self, update: Update) -> Iterator[Client]:
        for owner in update.owners:
            yield from self._of_user.get(owner, ())
        yield from (client for client in self._everybody() if client.oversees(update.topic))

    def set_online(self, online: bool) -> None:  # noqa: FBT001 - it is the state itself
        if online != self.online:
            self.online = online
            metrics.ONLINE.set(online)
            self.announce(FRESH if online else STALE)

    def announce(self, text: str) -> None:
        for client in self._everybody():
            client.tell(text)

    def end_session(self, session_id: str, code: int) -> None:
        for client in list(self._everybody()):
            if client.principal.session_id == session_id:
                client.end(code)

    def _everybody(self) -> Iterable[Client]:
        return (client for own in self._of_user.values() for client in own)
