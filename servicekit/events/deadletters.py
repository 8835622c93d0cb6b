"""Messages that could not be handled: kept and listed until somebody replays them (replaying.py)."""

from __future__ import annotations

from contextlib import suppress
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from servicekit import clock
from servicekit.events.event import Envelope, MalformedEnvelope
from servicekit.events.models import DeadLetter, ParkedEvent, Reason
from servicekit.events.positions import Position
from servicekit.events.rows import inserted
from servicekit.faults.failpoints import failpoint


def record(*, consumer: str, subject: str, raw: bytes, error: BaseException, attempts: int) -> DeadLetter:
    """Keep the message. Recorded again (a second worker, a new failure), it is open again with the latest reason."""
    failpoint("events.dead-letter.before-record")
    letter, _ = DeadLetter.objects.update_or_create(
        consumer=consumer,
        event_id=_event_id(raw),
        defaults={
            "subject": subject,
            **_place(raw),
            "reason": Reason.FAILED,
            "envelope": raw.decode(errors="replace").replace("\0", ""),
            "error": f"{type(error).__name__}: {error}",
            "attempts": attempts,
            "created_at": clock.now(),
            "replayed_at": None,
        },
    )
    failpoint("events.dead-letter.after-record")
    return letter


def record_gap(consumer: str, envelope: Envelope, why: str) -> None:
    """Part of the caller's transaction. Nothing failed: something else is missing. Once is enough."""
    raw = envelope.to_json()
    inserted(
        DeadLetter(
            consumer=consumer,
            subject=envelope.subject,
            event_id=envelope.id,
            **_place(raw.encode()),
            reason=Reason.GAP,
            envelope=raw,
            error=why,
            attempts=0,
            created_at=clock.now(),
        )
    )


def waiting() -> QuerySet[DeadLetter]:
    """Not replayed yet, oldest first."""
    return DeadLetter.objects.filter(replayed_at=None).order_by("created_at", "id")


def hold_back(position: Position) -> bool:
    """Whether a dead letter keeps this consumer from going on with the aggregate."""
    return (
        waiting()
        .filter(consumer=position.consumer, aggregate=position.aggregate, aggregate_id=position.aggregate_id)
        .filter(type_seq__gt=position.last)
        .exists()
    )


def with_those_behind(letters: QuerySet[DeadLetter]) -> QuerySet[DeadLetter]:
    """`waiting_behind`: how many events are parked until it has been replayed."""
    behind = ParkedEvent.objects.filter(
        consumer=OuterRef("consumer"),
        aggregate=OuterRef("aggregate"),
        aggregate_id=OuterRef("aggregate_id"),
        type_seq__gt=OuterRef("type_seq"),
    )
    count = behind.order_by().values("consumer").annotate(count=Count("id")).values("count")
    return letters.annotate(waiting_behind=Coalesce(Subquery(count), 0))


def _place(raw: bytes) -> dict[str, str | int]:
    """Of a message that is no envelope, nothing is known."""
    with suppress(MalformedEnvelope):
        envelope = Envelope.from_json(raw)
        return {"aggregate": envelope.aggregate, "aggregate_id": envelope.aggregate_id, "type_seq": envelope.type_seq}
    return {"aggregate": "", "aggregate_id": "", "type_seq": 0}


def _event_id(raw: bytes) -> UUID:
    """Of a message that is no envelope, the bytes are the identity."""
    try:
        return UUID(Envelope.from_json(raw).id)
    except (MalformedEnvelope, ValueError):
        return uuid5(NAMESPACE_OID, raw.hex())
