"""How much waits in the tables: for the broker, and for somebody to look at it."""

from __future__ import annotations

from django.db.models import Count, Min

from servicekit import clock, metrics
from servicekit.events import deadletters
from servicekit.events.models import OutboxEvent, ParkedEvent


def measure() -> None:
    """Counts of partial indexes and small tables; the figures of this service, whichever of its workers is asked."""
    unsent = OutboxEvent.objects.filter(published_at=None).aggregate(count=Count("id"), oldest=Min("created_at"))
    age = (clock.now() - unsent["oldest"]).total_seconds() if unsent["oldest"] else 0.0
    metrics.OUTBOX_WAITING.set(unsent["count"])
    metrics.OUTBOX_OLDEST_SECONDS.set(max(0.0, age))
    metrics.EVENTS_PARKED.set(ParkedEvent.objects.count())
    metrics.DEAD_LETTERS.set(deadletters.waiting().count())
