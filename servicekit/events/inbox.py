"""Receive an event once and in its turn: inbox row, position and effect are one transaction."""

from __future__ import annotations

from enum import StrEnum

from django.db import transaction

from servicekit import clock, context, tracing
from servicekit.events import deadletters, parking, positions
from servicekit.events.event import Envelope
from servicekit.events.models import InboxMessage
from servicekit.events.positions import Turn
from servicekit.events.registry import Handler
from servicekit.events.rows import inserted
from servicekit.faults.failpoints import failpoint
from servicekit.traceparent import accepted


class Outcome(StrEnum):
    DONE = "done"
    DUPLICATE = "duplicate"
    PARKED = "parked"  # what comes before it is missing, or a dead letter
    LATE = "late"  # what comes after it has been handled without it; kept as a dead letter


def receive(consumer: str, handler: Handler, envelope: Envelope) -> bool:
    """Whether the event had its effect now; False for a duplicate, too. What the handler raises passes through."""
    return accept(consumer, handler, envelope) is Outcome.DONE


def accept(consumer: str, handler: Handler, envelope: Envelope) -> Outcome:
    """Run `handler` unless this consumer has had the event, or has to have another one first.

    A second delivery at the same moment waits, at the position or the unique key, until the first has committed or
    failed. Events without a number (an older sender) are handled in the order in which they come.
    """
    with (
        context.request_scope(envelope.trace_id, traceparent=accepted(envelope.traceparent)),
        tracing.span(f"process {envelope.subject}", kind="consumer", **{"messaging.consumer.group.name": consumer}),
        transaction.atomic(),
    ):
        outcome = (_in_turn if envelope.type_seq else _handle)(consumer, handler, envelope)
        failpoint("events.consumer.before-commit")
    return outcome


def _in_turn(consumer: str, handler: Handler, envelope: Envelope) -> Outcome:
    """The position is locked before the inbox row, here and in parking: two that lock the same way never deadlock."""
    position = positions.lock(consumer, envelope.aggregate, envelope.aggregate_id)
    turn = position.turn(envelope)
    if turn is Turn.EARLY:
        parking.park(consumer, envelope)
        return Outcome.PARKED
    if turn is Turn.PAST:
        return _past(consumer, envelope)
    outcome = _handle(consumer, handler, envelope)
    position.move(envelope.type_seq)
    parking.release(position, handler)
    return outcome


def _past(consumer: str, envelope: Envelope) -> Outcome:
    """Somebody decided to go on without it, or its sender counts anew (a restored backup): a person decides again."""
    if positions.seen(consumer, envelope.id):
        return Outcome.DUPLICATE
    deadletters.record_gap(consumer, envelope, "What comes after it has been handled without it.")
    return Outcome.LATE


def _handle(consumer: str, handler: Handler, envelope: Envelope) -> Outcome:
    if not inserted(InboxMessage(consumer=consumer, event_id=envelope.id, received_at=clock.now())):
        return Outcome.DUPLICATE
    handler(envelope)
    return Outcome.DONE
