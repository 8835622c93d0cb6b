"""The process without its broker, served as it really is, and clients that speak to it over real sockets."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import uvicorn
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from live import server
from live.app import Live
from live.ended import EndedSessions
from live.hub import Hub
from live.messages import Update, update
from servicekit.auth.tokens import TokenVerifier
from servicekit.events.event import Envelope
from servicekit.testing.tokens import KID, claims, sign, signing_key, user_id

ORIGIN = Origin("https://shop.example")


class Keys:
    def get(self, kid: str) -> RSAPublicKey | None:
        return signing_key().public_key() if kid == KID else None


class Silence:
    """A broker that is there and says nothing."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def run(self, stop: asyncio.Event) -> None:
        self._hub.set_online(True)
        await stop.wait()


@dataclass
class World:
    hub: Hub
    port: int
    server: uvicorn.Server

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/ws/"

    def publish(self, username: str, type_: str = "order.shipped", **more: str) -> int:
        return self.hub.publish(made(username, type_, **more))

    @asynccontextmanager
    async def client(self, token: str, **options: Any) -> AsyncIterator[ClientConnection]:
        """Signed in: its hello has been heard."""
        async with connect(self.url, compression=None, **options) as socket_:
            await say(socket_, type="auth", token=token)
            assert (await heard(socket_))["type"] == "hello"
            yield socket_


def made(username: str, type_: str, **more: str) -> Update:
    noun = type_.split(".", maxsplit=1)[0]
    data = {"order_id": "o-1", "customer_id": user_id(username), "number": "SM-1", "name": "Ada"}
    data |= {"payment_id": "p-1"} if noun == "payment" else {}
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    about: dict[str, Any] = {"type": type_, "version": 1, "aggregate": noun, "aggregate_id": "o-1", "seq": 1}
    envelope = {"id": "e-1", **about, "occurred_at": moment.isoformat(), "trace_id": "", "data": data | more}
    found = update(Envelope.from_json(json.dumps(envelope)))
    assert found is not None
    return found


def token(username: str = "alice", role: str = "customer", **changes: Any) -> str:
    return sign(claims(role, username, **changes))


async def say(socket_: ClientConnection, **word: Any) -> None:
    await socket_.send(json.dumps(word))


async def heard(socket_: ClientConnection) -> dict[str, Any]:
    async with asyncio.timeout(10):
        word: dict[str, Any] = json.loads(await socket_.recv())
    return word


async def closed(socket_: ClientConnection) -> int:
    """The code of the server's close; what is said before it is passed over."""
    async with asyncio.timeout(10):
        try:
            while True:
                await socket_.recv()
        except ConnectionClosed as end:
            return end.rcvd.code if end.rcvd else 1006


async def until(question: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not question():  # noqa: ASYNC110 - what is waited for signals nothing
            await asyncio.sleep(0.005)


@asynccontextmanager
async def serving() -> AsyncIterator[World]:
    hub = Hub(EndedSessions())
    verifier = TokenVerifier(Keys(), issuer="https://shopmesh.example", audience="shopmesh")
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16_384)  # a client that does not read shows sooner
    port = listening.getsockname()[1]
    running = uvicorn.Server(server.config(Live(ORIGIN, hub, verifier, Silence(hub)), "127.0.0.1", port))
    task = asyncio.create_task(running.serve(sockets=[listening]))
    await until(lambda: running.started)
    try:
        yield World(hub, port, running)
    finally:
        running.should_exit = True
        await task


def played(scene: Callable[[World], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with serving() as world:
            await scene(world)

    asyncio.run(whole())
