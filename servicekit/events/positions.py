"""How far a consumer is with an aggregate, and whether an event's turn has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from uuid import UUID

from django.db import connection

from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.events.models import ConsumerPosition, InboxMessage
from servicekit.ids import is_uuid

# What the stream keeps (stream.py), and the outbox (housekeeping.py): an older event cannot come any more.
REMEMBERED = timedelta(days=7)

TIMED = 7  # the version of UUID

# The row is locked until the end of the transaction, whether it is new or not.
LOCK = """
    INSERT INTO events_consumerposition (consumer, aggregate, aggregate_id, last_seq, updated_at)
    VALUES (%s, %s, %s, 0, %s)
    ON CONFLICT (consumer, aggregate, aggregate_id) DO UPDATE SET last_seq = events_consumerposition.last_seq
    RETURNING last_seq
"""


class Turn(Enum):
    NOW = auto()
    EARLY = auto()  # something before it is missing
    PAST = auto()  # it, or something after it, has been handled


@dataclass
class Position:
    """Of one consumer and one aggregate, locked."""

    consumer: str
    aggregate: str
    aggregate_id: str
    last: int

    def turn(self, envelope: Envelope) -> Turn:
        if envelope.type_seq <= self.last:
            return Turn.PAST
        if envelope.type_seq == self.last + 1 or self._follows(envelope.previous_id):
            return Turn.NOW
        return Turn.EARLY

    def _follows(self, previous_id: str) -> bool:
        """Two cases in which the number before is not the last one handled, and nothing is missing.

        The one before came from, or was handled by, a process of the version before these numbers. Or this consumer is
        younger than the aggregate: what was sent before its time has left the stream.
        """
        if not is_uuid(previous_id):
            return False
        before = UUID(previous_id)
        return seen(self.consumer, before) or (self.last == 0 and _forgotten(before))

    def move(self, to: int) -> None:
        if to > self.last:
            self.last = to
            ConsumerPosition.objects.filter(
                consumer=self.consumer, aggregate=self.aggregate, aggregate_id=self.aggregate_id
            ).update(last_seq=to, updated_at=clock.now())


def lock(consumer: str, aggregate: str, aggregate_id: str) -> Position:
    moment = connection.ops.adapt_datetimefield_value(clock.now())
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [consumer, aggregate, aggregate_id, moment])
        return Position(consumer, aggregate, aggregate_id, int(cursor.fetchone()[0]))


def seen(consumer: str, event_id: UUID | str) -> bool:
    return InboxMessage.objects.filter(consumer=consumer, event_id=event_id).exists()


def _forgotten(event_id: UUID) -> bool:
    """Our ids begin with the millisecond they were made in (RFC 9562, 5.7: version 7)."""
    made = datetime.fromtimestamp((event_id.int >> 80) / 1000, UTC)
    return event_id.version == TIMED and made < clock.now() - REMEMBERED
