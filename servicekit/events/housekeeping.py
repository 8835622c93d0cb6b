"""Rows that have done their work go, so that the tables stay as small as their indexes expect."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef

from servicekit import clock
from servicekit.events.models import ConsumerPosition, DeadLetter, InboxMessage, OutboxEvent, ParkedEvent
from servicekit.events.registry import Periodic

# As long as the stream keeps them: a broker that lost its disk can be refilled with `outbox_refill`.
KEEP_PUBLISHED = timedelta(days=7)
# Longer than anything can still be delivered (outbox, then stream), so that a late duplicate is recognised.
KEEP_RECEIVED = timedelta(days=30)


def purge_published() -> int:
    return OutboxEvent.objects.filter(published_at__lt=clock.now() - KEEP_PUBLISHED).delete()[0]


def purge_received() -> int:
    return InboxMessage.objects.filter(received_at__lt=clock.now() - KEEP_RECEIVED).delete()[0]


def purge_positions() -> int:
    """Of aggregates to which nothing has happened since. What holds one back is a reason to keep its position."""
    of = {name: OuterRef(name) for name in ("consumer", "aggregate", "aggregate_id")}
    old = ConsumerPosition.objects.filter(updated_at__lt=clock.now() - KEEP_RECEIVED)
    waiting = Exists(ParkedEvent.objects.filter(**of)), Exists(DeadLetter.objects.filter(replayed_at=None, **of))
    return old.exclude(waiting[0]).exclude(waiting[1]).delete()[0]


def jobs() -> list[Periodic]:
    """Part of every worker."""
    return [
        Periodic("outbox-purge", every=3600, run=purge_published),
        Periodic("inbox-purge", every=3600, run=purge_received),
        Periodic("positions-purge", every=3600, run=purge_positions),
    ]
