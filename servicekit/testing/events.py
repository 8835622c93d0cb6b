"""Look at what was published, and deliver what others published, as the worker would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings

from servicekit.audit import AuditRecorded
from servicekit.auth import denied
from servicekit.events import inbox
from servicekit.events.event import Envelope
from servicekit.events.models import OutboxEvent
from servicekit.events.registry import Handler, Subscription

Published = Callable[[], list[Envelope]]


@pytest.fixture
def published() -> Published:
    """`published()` lists the events in the outbox, in the order they were made; not what the audit log is told."""
    return lambda: [row.envelope for row in OutboxEvent.objects.exclude(type=AuditRecorded.TYPE).order_by("id")]


@pytest.fixture
def recorded() -> Published:
    """Lists what the audit log is told, in that order; it is in `data`."""
    return lambda: [row.envelope for row in OutboxEvent.objects.filter(type=AuditRecorded.TYPE).order_by("id")]


@pytest.fixture(autouse=True)
def nobody_was_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins a minute of its own: what was denied in an earlier one is told again."""
    monkeypatch.setattr(denied, "once", denied.OncePerMinute())


def deliver(to: Subscription | Handler, envelope: Envelope, *, times: int = 1) -> int:
    """Hand `envelope` to a subscription (or its handler) `times` times, through the inbox. How many had an effect."""
    subscription = to if isinstance(to, Subscription) else Subscription(envelope.subject, to)
    consumer = subscription.consumer(settings.SHOPMESH.service)
    return sum(inbox.receive(consumer, subscription.handler, envelope) for _ in range(times))
