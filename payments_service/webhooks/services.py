"""The life of an event: kept, claimed, handled or tried again. One short transaction each."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from payments_service.webhooks.domain.notice import Notice
from payments_service.webhooks.domain.outcome import Outcome, pause
from payments_service.webhooks.models import ProviderEvent
from servicekit import clock
from servicekit.faults.failpoints import failpoint

# Longer than a look at the provider takes with all its calls: one worker per event at a time.
LEASE = timedelta(seconds=10)


@transaction.atomic(durable=True)
def event_keep(*, provider: str, notice: Notice, body: bytes) -> bool:
    """False when it is here already. Due at once."""
    now = clock.now()
    event = ProviderEvent(
        provider=provider,
        event_id=notice.event_id,
        type=notice.type,
        payload=body.decode(),
        received_at=now,
        next_attempt_at=now,
    )
    # The unique constraint decides, not a look before: ten deliveries at once are one row.
    ProviderEvent.objects.bulk_create([event], ignore_conflicts=True)
    failpoint("payments.webhook.before-commit")
    return ProviderEvent.objects.filter(pk=event.pk).exists()


@transaction.atomic(durable=True)
def event_claim(*, event: ProviderEvent) -> bool:
    """True: ours until the lease ends."""
    unchanged = ProviderEvent.objects.filter(pk=event.pk, next_attempt_at=event.next_attempt_at)
    return unchanged.update(next_attempt_at=clock.now() + LEASE, attempts=F("attempts") + 1) == 1


@transaction.atomic(durable=True)
def event_handled(*, event: ProviderEvent, outcome: Outcome) -> None:
    ProviderEvent.objects.filter(pk=event.pk, handled_at=None).update(
        handled_at=clock.now(), outcome=outcome, next_attempt_at=None
    )
    failpoint("payments.webhook-handled.before-commit")


def events_known(*, events: Sequence[ProviderEvent]) -> Sequence[ProviderEvent]:
    """They told nothing new: all of them end in one commit. Nothing is lost when two workers do it, or none."""
    if events:
        _end(events, Outcome.KNOWN)
    return events


@transaction.atomic(durable=True)
def _end(events: Sequence[ProviderEvent], outcome: Outcome) -> None:
    waiting = ProviderEvent.objects.filter(pk__in=[event.pk for event in events], handled_at=None)
    waiting.update(handled_at=clock.now(), outcome=outcome, next_attempt_at=None)


@transaction.atomic(durable=True)
def event_wait(*, event: ProviderEvent) -> None:
    wait = pause(event.attempts, secrets.randbelow(1000) / 1000)
    ProviderEvent.objects.filter(pk=event.pk, handled_at=None).update(next_attempt_at=clock.now() + wait)
