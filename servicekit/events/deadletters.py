"""Messages that could not be handled: kept, listed, and handled again when the reason is gone."""

from __future__ import annotations

from uuid import NAMESPACE_OID, UUID, uuid5

from django.db.models import QuerySet

from servicekit import clock
from servicekit.events import inbox
from servicekit.events.event import Envelope, MalformedEnvelope
from servicekit.events.models import DeadLetter
from servicekit.events.registry import Subscription


def record(*, consumer: str, subject: str, raw: bytes, error: BaseException, attempts: int) -> DeadLetter:
    """Keep the message. Recorded again (a second worker, a new failure), it is open again with the latest reason."""
    letter, _ = DeadLetter.objects.update_or_create(
        consumer=consumer,
        event_id=_event_id(raw),
        defaults={
            "subject": subject,
            "envelope": raw.decode(errors="replace").replace("\0", ""),
            "error": f"{type(error).__name__}: {error}",
            "attempts": attempts,
            "created_at": clock.now(),
            "replayed_at": None,
        },
    )
    return letter


def waiting() -> QuerySet[DeadLetter]:
    """Not replayed yet, oldest first."""
    return DeadLetter.objects.filter(replayed_at=None).order_by("created_at", "id")


def replay(letter: DeadLetter, subscription: Subscription) -> bool:
    """Deliver it once more, through the inbox. False when it failed again; the letter then says why."""
    try:
        inbox.receive(letter.consumer, subscription.handler, Envelope.from_json(letter.envelope))
    except Exception as error:  # noqa: BLE001 - whatever a handler raises is the new reason
        DeadLetter.objects.filter(pk=letter.pk).update(
            error=f"{type(error).__name__}: {error}", attempts=letter.attempts + 1
        )
        return False
    DeadLetter.objects.filter(pk=letter.pk).update(replayed_at=clock.now())
    return True


def _event_id(raw: bytes) -> UUID:
    """Of a message that is no envelope, the bytes are the identity."""
    try:
        return UUID(Envelope.from_json(raw).id)
    except (MalformedEnvelope, ValueError):
        return uuid5(NAMESPACE_OID, raw.hex())
