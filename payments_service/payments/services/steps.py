"""How a payment moves: by conditional updates that only one caller can win."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from payments_service.payments.domain import patience
from payments_service.payments.domain.history import Kind
from payments_service.payments.domain.payment import PaymentStatus, sources
from payments_service.payments.models import Payment
from servicekit import clock


def move(payment: Payment, target: PaymentStatus, **changes: Any) -> bool:
    """Brings the row to `target` if the table of transitions allows it from where the row is now.

    What was learnt of an attempt to pay says nothing about the next one: then the row stays too.
    """
    allowed = Payment.objects.filter(pk=payment.pk, attempt=payment.attempt, status__in=sorted(sources(target)))
    moved = allowed.update(status=target, updated_at=clock.now(), **changes) == 1
    payment.refresh_from_db()
    return moved


def lease() -> datetime:
    """Until when a row that is being worked on is left alone by others."""
    return clock.now() + patience.LEASE


def next_attempt(attempts: int) -> datetime:
    return clock.now() + patience.wait(attempts, secrets.randbelow(1000) / 1000)


def late_look() -> datetime:
    return clock.now() + patience.LATE_LOOK_AFTER


def age(payment: Payment) -> timedelta:
    """How long the provider has been asked for: a request may have waited for its customer for weeks before."""
    if payment.attempt:
        begun = payment.history.filter(kind=Kind.ATTEMPTED).values_list("at", flat=True)[0]
        return clock.now() - begun
    return clock.now() - payment.created_at
