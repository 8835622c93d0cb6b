"""Carries committed events from the outbox to the broker: at least once, and in order within an aggregate."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from uuid import UUID

from servicekit import context, logs, metrics, tracing
from servicekit.events import backlog, claims
from servicekit.events.event import Envelope
from servicekit.events.lane import Lane
from servicekit.events.models import OutboxEvent
from servicekit.events.pausing import pause
from servicekit.events.trouble import Trouble
from servicekit.faults.failpoints import failpoint

IDLE = 0.25  # seconds between looks at an empty outbox
MEASURE = 5.0  # seconds between looks at how much waits
Send = Callable[[Envelope], Awaitable[None]]  # returns once the broker has the event on disk

log = logs.get(__name__)


class Relay:
    """`send` is the broker's; `online` is set while it is worth trying, so that an outage costs no attempts."""

    def __init__(self, lane: Lane, send: Send, online: asyncio.Event) -> None:
        self._lane = lane
        self._send = send
        self._online = online
        self._trouble = Trouble(log, "relay")
        self._measured = float("-inf")

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self._measure()
            if not self._online.is_set() or await self._round() == 0:
                await pause(stop, IDLE)

    async def once(self) -> int:
        """Send what is due. How many events the broker has acknowledged."""
        lines = await self._lane.run(claims.claim)
        sent = await asyncio.gather(*(self._send_line(line) for line in lines))
        acknowledged = [pk for ids, _ in sent for pk in ids]
        if acknowledged:
            await self._lane.run(claims.sent, acknowledged)
        for _, failure in sent:
            if failure:
                await self._postpone(*failure)
        return len(acknowledged)

    async def _measure(self) -> None:
        """Whether or not the broker is there: without it the backlog grows."""
        if time.monotonic() - self._measured < MEASURE:
            return
        self._measured = time.monotonic()
        try:
            await self._lane.run(backlog.measure)
        except Exception as error:  # noqa: BLE001 - the database is away; figures can wait for it
            self._trouble.happened(error)

    async def _round(self) -> int:
        try:
            return await self.once()
        except Exception as error:  # noqa: BLE001 - the database is away; the rows are safe in it
            self._trouble.happened(error)
            return 0

    async def _send_line(self, line: claims.Line) -> tuple[list[UUID], tuple[OutboxEvent, Exception] | None]:
        """One aggregate, one event after the other; the first failure holds back those behind it."""
        done: list[UUID] = []
        for row in line:
            try:
                await self._send_row(row)
            except Exception as error:  # noqa: BLE001 - a client library's errors have no common base
                return done, (row, error)
            done.append(row.pk)
            self._trouble.over()
        return done, None

    async def _send_row(self, row: OutboxEvent) -> None:
        """Part of the trace that wrote the row, however much later it is."""
        envelope = row.envelope
        with (
            context.request_scope(row.trace, traceparent=row.traceparent),
            tracing.span(f"send {envelope.subject}", kind="producer", **{"messaging.message.id": envelope.id}),
        ):
            failpoint("events.relay.before-publish")
            await self._send(replace(envelope, traceparent=context.traceparent()))
            failpoint("events.relay.after-publish")
        metrics.EVENTS_SENT.labels(row.type).inc()

    async def _postpone(self, row: OutboxEvent, error: Exception) -> None:
        self._trouble.happened(error)
        await self._lane.run(claims.failed, row, error)
