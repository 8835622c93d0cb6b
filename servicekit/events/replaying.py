"""Dead letters handled again, when the reason is gone or somebody decides to go on without what is missing."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from servicekit import clock, context
from servicekit.events import parking, positions
from servicekit.events.event import Envelope
from servicekit.events.models import DeadLetter, InboxMessage, Reason
from servicekit.events.positions import Turn
from servicekit.events.registry import Subscription
from servicekit.events.rows import inserted
from servicekit.faults.failpoints import failpoint
from servicekit.traceparent import accepted


def replay(letter: DeadLetter, subscription: Subscription) -> bool:
    """Handle it once more, whatever is missing before it. False when it failed again; the letter then says why.

    Its effect, that it was replayed, and what waited behind it are one transaction.
    """
    try:
        envelope = Envelope.from_json(letter.envelope)
        with (
            context.request_scope(envelope.trace_id, traceparent=accepted(envelope.traceparent)),
            transaction.atomic(),
        ):
            _deliver(letter, envelope, subscription)
            DeadLetter.objects.filter(pk=letter.pk).update(replayed_at=clock.now())
            failpoint("events.replay.before-commit")
    except Exception as error:  # noqa: BLE001 - whatever a handler raises is the new reason
        changed = {"error": f"{type(error).__name__}: {error}", "attempts": F("attempts") + 1}
        DeadLetter.objects.filter(pk=letter.pk, replayed_at=None).update(**changed)
        return False
    failpoint("events.replay.after-commit")
    return True


def _deliver(letter: DeadLetter, envelope: Envelope, subscription: Subscription) -> None:
    position = positions.lock(letter.consumer, envelope.aggregate, envelope.aggregate_id)
    if letter.reason == Reason.FAILED and envelope.type_seq and position.turn(envelope) is Turn.EARLY:
        parking.park(letter.consumer, envelope)  # it failed before it could be parked; its turn has not come
        return
    if inserted(InboxMessage(consumer=letter.consumer, event_id=envelope.id, received_at=clock.now())):
        subscription.handler(envelope)
    if envelope.type_seq:
        position.move(envelope.type_seq)
        parking.release(position, subscription.handler)
