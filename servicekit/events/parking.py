"""Events that came before their turn: kept until what is missing has been handled, or somebody goes on without it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from servicekit import clock, context, logs, metrics
from servicekit.events import deadletters, positions
from servicekit.events.backoff import full_jitter
from servicekit.events.event import Envelope
from servicekit.events.models import InboxMessage, ParkedEvent
from servicekit.events.positions import Position, Turn
from servicekit.events.registry import Handler, Periodic, Subscription
from servicekit.events.rows import inserted
from servicekit.faults.failpoints import failpoint
from servicekit.traceparent import accepted

# Longer than any outage of a sender's worker that nobody notices; then it is a dead letter, and somebody is told.
GAP_AFTER = timedelta(minutes=10)
MOST_DELIVERIES = 5
BATCH = 100  # events in one transaction: 0.3 s

log = logs.get(__name__)


def park(consumer: str, envelope: Envelope) -> None:
    """Part of the caller's transaction, which holds the position. A second time changes nothing."""
    moment = clock.now()
    inserted(
        ParkedEvent(
            consumer=consumer,
            event_id=envelope.id,
            aggregate=envelope.aggregate,
            aggregate_id=envelope.aggregate_id,
            type_seq=envelope.type_seq,
            envelope=envelope.to_json(),
            created_at=moment,
            next_attempt_at=moment + GAP_AFTER,
        )
    )
    failpoint("events.parked.before-commit")


def release(position: Position, handler: Handler) -> None:
    """Handle those whose turn has come, in the transaction that made it so; a failing one holds up only its own."""
    for _ in range(BATCH):
        row = first_of(position)
        if row is None or not _released(row, position, handler):
            return
    if row := first_of(position):
        ParkedEvent.objects.filter(pk=row.pk).update(next_attempt_at=clock.now())  # a long row: the worker goes on


def first_of(position: Position) -> ParkedEvent | None:
    """Of one consumer and one aggregate."""
    return (
        ParkedEvent.objects.filter(
            consumer=position.consumer, aggregate=position.aggregate, aggregate_id=position.aggregate_id
        )
        .order_by("type_seq")
        .first()
    )


def _released(row: ParkedEvent, position: Position, handler: Handler) -> bool:
    """Whether the one behind it may be looked at."""
    envelope = Envelope.from_json(row.envelope)
    if position.turn(envelope) is Turn.EARLY:
        return False
    try:
        with (
            context.request_scope(envelope.trace_id, traceparent=accepted(envelope.traceparent)),
            transaction.atomic(),
        ):
            if inserted(InboxMessage(consumer=row.consumer, event_id=row.event_id, received_at=clock.now())):
                handler(envelope)
    except Exception as error:  # noqa: BLE001 - whatever a handler raises; its predecessor's effect stays
        return _failed(row, envelope, error)
    position.move(envelope.type_seq)
    row.delete()
    metrics.EVENTS_HANDLED.labels(row.consumer, "done").inc()
    failpoint("events.parked.after-release")
    return True


def _failed(row: ParkedEvent, envelope: Envelope, error: Exception) -> bool:
    attempts = row.attempts + 1
    log.warning("event.failed", consumer=row.consumer, delivery=attempts, exc_info=error)
    if attempts < MOST_DELIVERIES:
        again = clock.now() + timedelta(seconds=full_jitter(attempts))
        ParkedEvent.objects.filter(pk=row.pk).update(attempts=attempts, next_attempt_at=again)
        return False
    deadletters.record(
        consumer=row.consumer,
        subject=envelope.subject,
        raw=row.envelope.encode(),
        error=error,
        attempts=attempts,
    )
    row.delete()
    metrics.EVENTS_HANDLED.labels(row.consumer, "dead").inc()
    return False


def due() -> QuerySet[ParkedEvent]:
    """The first parked event of each consumer and aggregate, where it is time to look."""
    before = ParkedEvent.objects.filter(
        consumer=OuterRef("consumer"),
        aggregate=OuterRef("aggregate"),
        aggregate_id=OuterRef("aggregate_id"),
        type_seq__lt=OuterRef("type_seq"),
    )
    return (
        ParkedEvent.objects.filter(~Exists(before), next_attempt_at__lte=clock.now())
        .order_by("next_attempt_at")
        .defer("envelope")
    )


def sweep(consumers: Mapping[str, Subscription]) -> None:
    """What failed is tried again, and a gap that stays becomes a dead letter."""
    for row in due().filter(consumer__in=list(consumers))[:BATCH]:
        try:
            _look_at(row, consumers[row.consumer].handler)
        except Exception as error:  # noqa: BLE001 - one that cannot be read, or a database that is away; others go on
            log.warning("event.undecided", consumer=row.consumer, error=str(error))


def _look_at(row: ParkedEvent, handler: Handler) -> None:
    with transaction.atomic():
        position = positions.lock(row.consumer, row.aggregate, row.aggregate_id)
        release(position, handler)
        _give_up(position)
        failpoint("events.parked.before-sweep-commit")


def _give_up(position: Position) -> None:
    row = first_of(position)
    if row is None or row.next_attempt_at > clock.now():
        return
    envelope = Envelope.from_json(row.envelope)
    if position.turn(envelope) is not Turn.EARLY:
        return  # a long row of them: the next look goes on
    if deadletters.hold_back(position):
        ParkedEvent.objects.filter(pk=row.pk).update(next_attempt_at=clock.now() + GAP_AFTER)
        return
    missing = f"Number {envelope.type_seq} came, and nothing between it and number {position.last}."
    deadletters.record_gap(row.consumer, envelope, missing)
    row.delete()
    metrics.EVENTS_HANDLED.labels(row.consumer, "dead").inc()
    log.error("event.gap", consumer=row.consumer, event_id=str(row.event_id))


def job(consumers: Mapping[str, Subscription]) -> Periodic:
    return Periodic("events-parked", every=2.0, run=lambda: sweep(consumers))
