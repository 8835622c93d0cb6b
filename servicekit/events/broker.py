"""The worker's connection to NATS JetStream: there when the broker is, back when it comes back, rebuilt if it forgot.

FastStream carries the messages. Two of its habits are answered here: its pull loop spins without a pause when a durable
has vanished (a broker that lost its disk), and its first connection attempt never returns while nobody listens.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, PullSub
from nats.aio.client import Client
from nats.errors import Error as NatsError

from servicekit import logs
from servicekit.events import stream
from servicekit.events.backoff import full_jitter
from servicekit.events.consumer import Consumer
from servicekit.events.event import Envelope
from servicekit.events.pausing import first_of, pause
from servicekit.events.trouble import Trouble

CONNECT = 5.0  # seconds until a first connection counts as failed, and is logged as such
PUBLISH = 2.0  # seconds until an acknowledgement counts as missing
LOOK = 5.0  # seconds between looks whether stream and durables are still there

log = logs.get(__name__)


class BrokerLink:
    """`online` tells the relay when sending makes sense."""

    def __init__(self, servers: Sequence[str], consumers: Sequence[Consumer]) -> None:
        self.online = asyncio.Event()
        self._servers = list(servers)
        self._consumers = consumers
        self._names = {consumer.name: consumer.subscription for consumer in consumers}
        self._look = asyncio.Event()
        self._trouble = Trouble(log, "broker", url=",".join(servers))
        self._broker: NatsBroker | None = None

    async def send(self, envelope: Envelope) -> None:
        """Returns once the broker has the event on disk. Within 2 minutes it drops a second one of the same id."""
        if self._broker is None:
            raise ConnectionError("not connected to the broker")
        await self._broker.publish(
            envelope.to_json().encode(),
            subject=stream.wire(envelope.subject),
            stream=stream.STREAM,
            headers={"Nats-Msg-Id": envelope.id},
            correlation_id=envelope.id,
            timeout=PUBLISH,
        )

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self._session(stop)
            except Exception as error:  # noqa: BLE001 - whatever it is, the answer is to connect again
                self._trouble.happened(error)
                await pause(stop, 0.5 + full_jitter(1))

    async def _session(self, stop: asyncio.Event) -> None:
        """One client, from its first connection until the end, or until the broker has forgotten our stream."""
        self._broker = self._new_broker()
        try:
            client = await _connected(self._broker, stop)
            await stream.ensure(client.jetstream(), self._names)
            await self._broker.start()
            await self._watch(client, stop)
        finally:
            self.online.clear()
            await self._close(self._broker)
            self._broker = None

    async def _watch(self, client: Client, stop: asyncio.Event) -> None:
        while not stop.is_set():
            if client.is_connected:
                if await stream.lost(client.jetstream(), self._names):
                    log.warning("broker.forgot", stream=stream.STREAM)
                    return
                self._trouble.over()
                self.online.set()
            await self._next_look(stop)

    async def _next_look(self, stop: asyncio.Event) -> None:
        self._look.clear()
        await first_of(stop.wait(), self._look.wait(), within=LOOK)

    def _new_broker(self) -> NatsBroker:
        broker = NatsBroker(
            self._servers,
            logger=None,
            max_reconnect_attempts=-1,
            reconnect_time_wait=1,
            connect_timeout=2,
            drain_timeout=2,
            graceful_timeout=5,
            disconnected_cb=self._disconnected,
            reconnected_cb=self._reconnected,
        )
        for consumer in self._consumers:
            _subscribe(broker, consumer)
        return broker

    async def _disconnected(self) -> None:
        if self.online.is_set():
            self.online.clear()
            self._trouble.happened(ConnectionError("connection lost"))

    async def _reconnected(self) -> None:
        self._look.set()

    async def _close(self, broker: NatsBroker) -> None:
        with suppress(NatsError, OSError, TimeoutError):
            await asyncio.wait_for(broker.stop(), 6)


async def _connected(broker: NatsBroker, stop: asyncio.Event) -> Client:
    connecting = asyncio.ensure_future(broker.connect())
    await first_of(connecting, stop.wait(), within=CONNECT)
    if connecting.cancelled():
        raise ConnectionError("nobody answers")
    return connecting.result()


def _subscribe(broker: NatsBroker, consumer: Consumer) -> None:
    subject = consumer.subscription.subject
    subscriber = broker.subscriber(
        stream.wire(subject),
        durable=consumer.name,
        stream=JStream(stream.STREAM, declare=False),
        config=stream.consumer_config(consumer.name, subject),
        pull_sub=PullSub(batch_size=1, timeout=5.0),
        ack_policy=AckPolicy.MANUAL,
    )
    subscriber(consumer.on_message)
