"""What becomes of one delivered message: done, tried again later, or set aside as a dead letter."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass

from faststream.nats import NatsMessage
from nats.errors import Error as NatsError

from servicekit import context, logs, metrics
from servicekit.events import deadletters, inbox
from servicekit.events.backoff import full_jitter
from servicekit.events.event import Envelope, MalformedEnvelope
from servicekit.events.lane import Lane
from servicekit.events.parking import MOST_DELIVERIES
from servicekit.events.registry import Subscription
from servicekit.events.stream import SIGN
from servicekit.faults.failpoints import failpoint
from servicekit.traceparent import accepted

LONGEST_DELAY = 30.0  # seconds

log = logs.get(__name__)


@dataclass(frozen=True)
class Consumer:
    """A subscription under its durable name. Its lane keeps handlers of one subject one after the other."""

    name: str
    subscription: Subscription
    lane: Lane

    async def on_message(self, message: NatsMessage) -> None:
        """Acknowledge only what has committed; whatever goes wrong in between is delivered again."""
        deliveries = message.raw_message.metadata.num_delivered
        try:
            again = await self._signing(message, self.lane.run(self.handle, message.body, deliveries))
        except Exception as error:  # noqa: BLE001 - not even the dead letter could be written: the database is away
            log.warning("event.undecided", consumer=self.name, error=str(error))
            again = delay(deliveries)
        await (message.ack() if again is None else message.nack(again))

    async def _signing(self, message: NatsMessage, work: Awaitable[float | None]) -> float | None:
        """Wait for the handler, telling the broker meanwhile that it is still at work."""
        working = asyncio.ensure_future(work)
        while not (await asyncio.wait([working], timeout=SIGN))[0]:
            with suppress(NatsError):
                await message.in_progress()
        return working.result()

    def handle(self, raw: bytes, deliveries: int) -> float | None:
        """Seconds until the next delivery, or None when this was the last."""
        try:
            envelope = Envelope.from_json(raw)
        except MalformedEnvelope as error:
            self._set_aside(raw, deliveries, error)
            return None
        with context.request_scope(envelope.trace_id, traceparent=accepted(envelope.traceparent)):
            return self._receive(envelope, raw, deliveries)

    def _receive(self, envelope: Envelope, raw: bytes, deliveries: int) -> float | None:
        failpoint("events.consumer.before-handling")
        try:
            outcome = inbox.accept(self.name, self.subscription.handler, envelope)
            failpoint("events.consumer.before-ack")
        except Exception as error:
            if deliveries < MOST_DELIVERIES:
                log.warning("event.failed", consumer=self.name, delivery=deliveries, exc_info=error)
                self._count("again")
                return delay(deliveries)
            self._set_aside(raw, deliveries, error)
            return None
        self._count(outcome)
        log.info("event.handled", consumer=self.name, event_id=envelope.id, outcome=outcome)
        return None

    def _set_aside(self, raw: bytes, deliveries: int, error: Exception) -> None:
        letter = deadletters.record(
            consumer=self.name, subject=self.subscription.subject, raw=raw, error=error, attempts=deliveries
        )
        self._count("dead")
        log.error("event.dead", consumer=self.name, event_id=str(letter.event_id), exc_info=error)

    def _count(self, outcome: str) -> None:
        metrics.EVENTS_HANDLED.labels(self.name, outcome).inc()


def delay(deliveries: int) -> float:
    """0.2 s doubled with every delivery, half of it random."""
    ceiling: float = min(LONGEST_DELAY, 0.2 * 2 ** min(deliveries, 30))
    return ceiling / 2 + full_jitter(0, base=ceiling / 2, cap=LONGEST_DELAY)
