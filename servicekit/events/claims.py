"""Which outbox rows a relay may send, and what becomes of them.

Rows are found by `published_at IS NULL`, never by "id greater than the last one": transactions commit in another order
than they take numbers, and such a row would be passed over for ever. A lease (`next_attempt_at`) and not a lock keeps a
second relay away, so that nothing is held in the database while the network is slow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from servicekit import clock
from servicekit.events.backoff import full_jitter
from servicekit.events.models import OutboxEvent
from servicekit.faults.failpoints import failpoint

LEASE = timedelta(seconds=10)  # a batch takes 0.2 s; what a killed relay held is taken up after this long
BATCH = 200  # rows

# Unsent events of one aggregate, in order, without a gap before or between.
Line = list[OutboxEvent]


def due() -> QuerySet[OutboxEvent]:
    """The first unsent event of every aggregate, where it may be tried now. Whoever claims it owns the aggregate."""
    unsent = OutboxEvent.objects.filter(published_at=None)
    earlier = unsent.filter(
        aggregate=OuterRef("aggregate"), aggregate_id=OuterRef("aggregate_id"), seq__lt=OuterRef("seq")
    )
    return unsent.filter(~Exists(earlier), next_attempt_at__lte=clock.now()).order_by("next_attempt_at")


def claim(limit: int = BATCH) -> list[Line]:
    """Lease due aggregates with all their unsent events. An idle relay only reads, so it never stops a writer."""
    if not due().exists():
        return []
    with transaction.atomic():
        heads = due().select_for_update(skip_locked=True)[:limit]
        rows = _unsent_of(heads)[:limit]
        OutboxEvent.objects.filter(pk__in=[row.pk for row in rows]).update(next_attempt_at=clock.now() + LEASE)
        failpoint("events.relay.before-claim-commit")
    failpoint("events.relay.after-claim")
    return [list(line) for _, line in groupby(rows, key=_aggregate)]


def sent(ids: Sequence[UUID]) -> None:
    """Mark exactly the events the broker has acknowledged, whoever holds the lease by now: they are there."""
    failpoint("events.relay.before-mark")
    OutboxEvent.objects.filter(pk__in=ids, published_at=None).update(published_at=clock.now(), last_error="")
    failpoint("events.relay.after-mark")


def failed(row: OutboxEvent, error: BaseException) -> None:
    """Try again later. Events behind it in its aggregate wait with it, all others do not."""
    failpoint("events.relay.before-postpone")
    OutboxEvent.objects.filter(pk=row.pk, published_at=None).update(
        attempts=row.attempts + 1,
        next_attempt_at=clock.now() + timedelta(seconds=full_jitter(row.attempts + 1)),
        last_error=f"{type(error).__name__}: {error}"[:1000],
    )


def _unsent_of(heads: Iterable[OutboxEvent]) -> list[OutboxEvent]:
    """Everything unsent of the aggregates that `heads` begin, line by line."""
    owned = {_aggregate(head) for head in heads}
    kinds, ids = {kind for kind, _ in owned}, {of for _, of in owned}
    rows = OutboxEvent.objects.filter(aggregate__in=kinds, aggregate_id__in=ids, published_at=None)
    return [row for row in rows.order_by("aggregate", "aggregate_id", "seq") if _aggregate(row) in owned]


def _aggregate(row: OutboxEvent) -> tuple[str, str]:
    return row.aggregate, row.aggregate_id
