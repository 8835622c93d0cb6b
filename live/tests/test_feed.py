"""What comes from a real broker, also after it was away."""

from __future__ import annotations

import asyncio
import json
import socket
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import nats as client
import pytest

from live.ended import EndedSessions
from live.feed import Feed
from live.hub import Hub
from live.messages import Update
from live.tests.broker import Nats
from live.tests.world import until
from servicekit import clock
from servicekit.events.names import STREAM, wire


@pytest.fixture
def nats(tmp_path: Path) -> Iterator[Nats]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = Nats(free.getsockname()[1], tmp_path / "jetstream")
    yield server
    server.stop()


class Ear(Hub):
    """A hub that remembers what it was told."""

    def __init__(self) -> None:
        super().__init__(EndedSessions())
        self.heard: list[str] = []

    def publish(self, update: Update) -> int:
        self.heard.append(json.loads(update.text)["data"].get("order_id", ""))
        return super().publish(update)


@asynccontextmanager
async def hearing(nats: Nats) -> AsyncIterator[Ear]:
    stop, ear = asyncio.Event(), Ear()
    task = asyncio.create_task(Feed(nats.url, ear).run(stop))
    try:
        yield ear
    finally:
        stop.set()
        await task


async def made(nats: Nats) -> None:
    """The stream, which in a mesh is made by whichever worker comes first."""
    connection = await client.connect(nats.url)
    await connection.jetstream().add_stream(name=STREAM, subjects=["event.>"])
    await connection.close()


async def publish(nats: Nats, type_: str, **data: str) -> None:
    about = {"version": 1, "aggregate": "x", "aggregate_id": "1", "seq": 1, "trace_id": "", "traceparent": ""}
    envelope = {"id": str(uuid.uuid4()), "type": type_, "occurred_at": clock.now().isoformat(), "data": data, **about}
    connection = await client.connect(nats.url)
    await connection.jetstream().publish(wire(f"{type_}.v1"), json.dumps(envelope).encode())
    await connection.close()


def test_every_instance_hears_everything_from_now_on(nats: Nats) -> None:
    async def scene() -> None:
        nats.start()
        await made(nats)
        await publish(nats, "order.placed", order_id="before", customer_id="c")
        async with hearing(nats) as one, hearing(nats) as other:
            await until(lambda: one.online and other.online)
            await publish(nats, "stock.low", order_id="nobody's business", customer_id="c")
            await publish(nats, "order.placed", order_id="o-1", customer_id="c")
            await publish(nats, "payment.captured", order_id="o-2", customer_id="c")
            await until(lambda: len(one.heard) == len(other.heard) == 2)
            assert sorted(one.heard) == sorted(other.heard) == ["o-1", "o-2"]

    asyncio.run(scene())


def test_sessions_that_ended_before_the_start_are_known(nats: Nats) -> None:
    async def scene() -> None:
        nats.start()
        await made(nats)
        await publish(nats, "session.terminated", session_id="s-1", access_expires_at=in_minutes(10).isoformat())
        await publish(nats, "session.terminated", session_id="s-2", access_expires_at="yesterday")
        async with hearing(nats) as ear:
            await until(lambda: "s-1" in ear.ended)
            await publish(nats, "session.terminated", session_id="s-3", access_expires_at=in_minutes(10).isoformat())
            await until(lambda: "s-3" in ear.ended)
            assert "s-2" not in ear.ended

    asyncio.run(scene())


def test_a_broker_that_goes_and_comes_back_without_its_memory_is_heard_again(nats: Nats) -> None:
    async def scene() -> None:
        async with hearing(nats) as ear:
            nats.start()
            await made(nats)
            await until(lambda: ear.online)
            nats.stop()
            await until(lambda: not ear.online)
            nats.forget()
            nats.start()
            await made(nats)
            await until(lambda: ear.online)
            await publish(nats, "order.shipped", order_id="o-1", customer_id="c")
            await until(lambda: ear.heard == ["o-1"])

    asyncio.run(scene())


def in_minutes(minutes: int) -> datetime:
    return clock.now() + timedelta(minutes=minutes)
