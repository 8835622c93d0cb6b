"""Publish an event by writing a row beside the effect: both are committed, or neither."""

from __future__ import annotations

from django.db import connection

from servicekit import clock, context
from servicekit.events.event import Envelope, Event
from servicekit.events.models import OutboxEvent
from servicekit.faults.failpoints import failpoint

# One statement, the same on SQLite and PostgreSQL; both rows stay locked until the end of the transaction.
NUMBERS = """
    INSERT INTO events_aggregatesequence (aggregate, aggregate_id, last_seq, last_id)
    VALUES (%(aggregate)s, %(aggregate_id)s, 1, ''), (%(subject)s, %(aggregate_id)s, 1, %(id)s)
    ON CONFLICT (aggregate, aggregate_id) DO UPDATE SET
        last_seq = events_aggregatesequence.last_seq + 1,
        previous_id = events_aggregatesequence.last_id,
        last_id = excluded.last_id
    RETURNING aggregate, last_seq, previous_id
"""


class OutsideTransaction(RuntimeError):
    """An event without its effect, or the other way round, would be possible."""


def publish(event: Event, *, aggregate: str, aggregate_id: str) -> Envelope:
    """Hand `event` to the relay of this service; it leaves once the surrounding transaction has committed."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{event.subject} must be published inside the transaction of its effect")
    moment = clock.now()
    row = OutboxEvent(
        aggregate=aggregate,
        aggregate_id=str(aggregate_id),
        type=event.TYPE,
        version=event.VERSION,
        payload=event.data(),
        trace=context.request_id(),
        traceparent=context.traceparent(),
        created_at=moment,
        next_attempt_at=moment,
    )
    _number(row)
    row.save(force_insert=True)
    failpoint("events.outbox.after-insert")
    return row.envelope


def _number(row: OutboxEvent) -> None:
    subject = row.envelope.subject
    of = {"aggregate": row.aggregate, "aggregate_id": row.aggregate_id, "subject": subject, "id": str(row.pk)}
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, of)
        numbers = {name: (seq, previous) for name, seq, previous in cursor.fetchall()}
    row.seq, _ = numbers[row.aggregate]
    row.type_seq, row.previous_id = numbers[subject]
