"""Hears the mesh's events from JetStream and passes them to the hub.

Every instance has consumers of its own that begin with "now" and keep nothing, so any number of instances hear
everything: the broker is their backplane. What happens while the broker is away is not told afterwards; clients are
told that they could not be told (`stale`, then `fresh`), and read again what they show.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

import nats
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import ConsumerConfig, DeliverPolicy

from live import metrics
from live.ended import LONGEST
from live.hub import Hub
from live.messages import update
from servicekit import clock, logs
from servicekit.events.backoff import full_jitter
from servicekit.events.event import Envelope, MalformedEnvelope
from servicekit.events.names import STREAM, wire
from servicekit.events.pausing import first_of, pause
from servicekit.events.trouble import Trouble

TOLD = ("order.>", "payment.>")
SESSIONS = "session.terminated.>"
SESSION_OVER = 4401
LOOK = 5.0  # seconds between looks whether the stream is still there
PING = 2  # seconds; a broker that hangs is given up after three of them

log = logs.get(__name__)


class Feed:
    def __init__(self, url: str, hub: Hub) -> None:
        self._servers = [one.strip() for one in url.split(",")]
        self._hub = hub
        self._trouble = Trouble(log, "broker", url=url)

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; whatever goes wrong, the answer is to connect again."""
        while not stop.is_set():
            try:
                await self._session(stop)
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 - as said above
                self._trouble.happened(error)
            finally:
                self._hub.set_online(False)
            await pause(stop, 0.2 + full_jitter(1))

    async def _session(self, stop: asyncio.Event) -> None:
        lost = asyncio.Event()
        client = await self._connected(lost)
        try:
            js = client.jetstream()
            await js.stream_info(STREAM)  # the services' workers make it; until then there is nothing to be heard
            await self._listen(js)
            self._trouble.over()
            self._hub.set_online(True)
            await self._watch(js, stop, lost)
        finally:
            await client.close()

    async def _connected(self, lost: asyncio.Event) -> Client:
        async def gone() -> None:
            lost.set()

        async def complained(error: Exception) -> None:
            self._trouble.happened(error)

        return await nats.connect(
            self._servers,
            allow_reconnect=False,  # a new session makes new consumers, and says so to clients
            connect_timeout=2,
            ping_interval=PING,
            max_outstanding_pings=2,
            disconnected_cb=gone,
            closed_cb=gone,
            error_cb=complained,
        )

    async def _listen(self, js: JetStreamContext) -> None:
        """Sessions first: who comes in by a message must not have been thrown out before it."""
        since = clock.now() - LONGEST
        past = ConsumerConfig(deliver_policy=DeliverPolicy.BY_START_TIME, opt_start_time=since)
        await self._consume(js, SESSIONS, past, self._session_over)
        for subject in TOLD:
            await self._consume(js, subject, ConsumerConfig(deliver_policy=DeliverPolicy.NEW), self._happened)

    @staticmethod
    async def _consume(js: JetStreamContext, subject: str, config: ConsumerConfig, handle: Any) -> None:
        await js.subscribe(
            wire(subject), stream=STREAM, config=config, ordered_consumer=True, cb=handle, manual_ack=True
        )

    async def _watch(self, js: JetStreamContext, stop: asyncio.Event, lost: asyncio.Event) -> None:
        """Until the connection is lost, or the broker has forgotten the stream, and our consumers with it."""
        while not stop.is_set() and not lost.is_set():
            await first_of(stop.wait(), lost.wait(), within=LOOK)
            if not stop.is_set() and not lost.is_set():
                await js.stream_info(STREAM)
        if lost.is_set():
            raise ConnectionError("connection lost")

    async def _happened(self, message: Msg) -> None:
        envelope = self._read(message)
        if envelope is None or (said := update(envelope)) is None:
            return
        told = self._hub.publish(said)
        metrics.EVENTS.labels("told" if told else "nobody").inc()
        metrics.SECONDS.observe(max(0.0, (clock.now() - envelope.occurred_at).total_seconds()))

    async def _session_over(self, message: Msg) -> None:
        envelope = self._read(message)
        if envelope is None:
            return
        try:
            session, until = envelope.data["session_id"], datetime.fromisoformat(envelope.data["access_expires_at"])
        except (KeyError, TypeError, ValueError):
            metrics.EVENTS.labels("unreadable").inc()
            return
        self._hub.ended.add(session, until)
        self._hub.end_session(session, SESSION_OVER)

    @staticmethod
    def _read(message: Msg) -> Envelope | None:
        try:
            return Envelope.from_json(message.data)
        except MalformedEnvelope:
            metrics.EVENTS.labels("unreadable").inc()
            return None
