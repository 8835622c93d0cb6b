"""Publish an event by writing a row beside the effect: both are committed, or neither."""

from __future__ import annotations

from django.db import connection

from servicekit import clock, context
from servicekit.events.event import Envelope, Event
from servicekit.events.models import OutboxEvent

# One statement, so that it is the same on SQLite and PostgreSQL: the row stays locked until the end of the transaction.
NEXT_SEQ = """
    INSERT INTO events_aggregatesequence (aggregate, aggregate_id, last_seq) VALUES (%s, %s, 1)
    ON CONFLICT (aggregate, aggregate_id) DO UPDATE SET last_seq = events_aggregatesequence.last_seq + 1
    RETURNING last_seq
"""


class OutsideTransaction(RuntimeError):
    """An event without its effect, or the other way round, would be possible."""


def publish(event: Event, *, aggregate: str, aggregate_id: str) -> Envelope:
    """Hand `event` to the relay of this service; it leaves once the surrounding transaction has committed."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{event.subject} must be published inside the transaction of its effect")
    moment = clock.now()
    row = OutboxEvent.objects.create(
        aggregate=aggregate,
        aggregate_id=str(aggregate_id),
        seq=_next_seq(aggregate, str(aggregate_id)),
        type=event.TYPE,
        version=event.VERSION,
        payload=event.data(),
        trace=context.request_id(),
        traceparent=context.traceparent(),
        created_at=moment,
        next_attempt_at=moment,
    )
    return row.envelope


def _next_seq(aggregate: str, aggregate_id: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(NEXT_SEQ, [aggregate, aggregate_id])
        return int(cursor.fetchone()[0])
