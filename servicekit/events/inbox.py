"""Receive an event once: its inbox row and its effect are one transaction."""

from __future__ import annotations

from django.db import transaction

from servicekit import clock, context, tracing
from servicekit.events.event import Envelope
from servicekit.events.models import InboxMessage
from servicekit.events.registry import Handler
from servicekit.faults.failpoints import failpoint
from servicekit.traceparent import accepted


def receive(consumer: str, handler: Handler, envelope: Envelope) -> bool:
    """Run `handler` unless this consumer has had the event. False for a duplicate; its exceptions pass through.

    A second delivery at the same moment waits at the unique key until the first has committed or failed.
    """
    with (
        context.request_scope(envelope.trace_id, traceparent=accepted(envelope.traceparent)),
        tracing.span(f"process {envelope.subject}", kind="consumer", **{"messaging.consumer.group.name": consumer}),
        transaction.atomic(),
    ):
        _, is_new = InboxMessage.objects.get_or_create(
            consumer=consumer, event_id=envelope.id, defaults={"received_at": clock.now()}
        )
        if is_new:
            handler(envelope)
            failpoint("events.consumer.before-commit")
        return is_new
