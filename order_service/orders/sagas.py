"""The saga's row: every change is conditional on the state it was read in and on the fence of its lease."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from order_service.orders import effects
from order_service.orders.domain import backoff
from order_service.orders.domain.errors import OrderStatusNotAllowed
from order_service.orders.domain.saga import TERMINAL, Cause, SagaState
from order_service.orders.domain.trail import further
from order_service.orders.found import Found
from order_service.orders.models import Order, Saga
from order_service.orders.services import LEASE
from servicekit import clock
from servicekit.audit import audited
from servicekit.errors import NotFound
from servicekit.faults.failpoints import failpoint
from servicekit.leases import lease_end

# The token is needed to ask for the money, and to ask again; in no other state.
NEEDS_TOKEN = frozenset({SagaState.RESERVING, SagaState.RESERVED, SagaState.AUTHORIZING, SagaState.PAYMENT_UNKNOWN})

# A request for money is about to leave, or the last one left before this moment.
ASKED = frozenset({SagaState.AUTHORIZING, SagaState.PAYMENT_UNKNOWN})

NOTHING = Found()

uniform = secrets.SystemRandom().uniform


class SagaLost(Exception):
    """Somebody else has taken the saga over. Whoever sees this must not touch it again."""


@transaction.atomic(durable=True)
def saga_move(
    *, saga: Saga, to: SagaState, found: Found = NOTHING, why: Cause | None = None, onward: SagaState | None = None
) -> Saga:
    """Enter `to`, with everything that means for the order, in one commit. Renews the lease.

    `why`: for the trail, where it is not the outcome of a call. `onward`: announces the next call in the same commit.
    """
    now = clock.now()
    there, over = onward or to, to in TERMINAL
    steps = further(saga.steps, state=to, at=now, outcome=why or found.outcome, error=found.error[:255])
    if onward:
        steps = further(steps, state=onward, at=now, outcome=Cause.ANNOUNCED)
    changes: dict[str, Any] = {
        "state": there,
        "attempt": 0,
        "last_error": "",
        "steps": steps,
        "next_attempt_at": None if over else now,
        "lease_until": None if over else lease_end(now, LEASE),
    }
    if there not in NEEDS_TOKEN:
        changes["payment_token"] = ""
    if there in ASKED:
        changes["payment_asked_at"] = now
    if found.refusal:
        changes["refusal"] = dict(found.refusal)
    _update(saga, **changes)
    order = effects.enter(saga.pk, to, found)
    failpoint("order.saga.before-commit")
    return _as_written(saga, order, changes)


@transaction.atomic(durable=True)
def saga_wait(*, saga: Saga, to: SagaState, found: Found) -> Saga:
    """Try again later, from `to`: count the failure, pick a moment, give the lease back."""
    now, attempt, error = clock.now(), saga.attempt + 1, found.error[:255]
    delay = backoff.delay(attempt, uniform=uniform)
    _update(
        saga,
        state=to,
        attempt=attempt,
        last_error=error,
        next_attempt_at=now + timedelta(seconds=delay),
        lease_until=None,
        steps=further(saga.steps, state=to, at=now, outcome=found.outcome, attempt=attempt, error=error),
    )
    failpoint("order.wait.before-commit")
    return read(saga.pk)


@transaction.atomic(durable=True)
def saga_hand_over(*, saga: Saga) -> Saga:
    """The request is out of time: the recovery worker goes on from here at once."""
    now = clock.now()
    steps = further(saga.steps, state=SagaState(saga.state), at=now, outcome=Cause.HANDED_OVER, attempt=saga.attempt)
    _update(saga, next_attempt_at=now, lease_until=None, steps=steps)
    failpoint("order.hand-over.before-commit")
    return read(saga.pk)


@transaction.atomic(durable=True)
def saga_claim(*, order_id: UUID, owner: str) -> Saga | None:
    """Take the saga of one order over, unless it is over or somebody works on it."""
    return _take(_free().filter(pk=order_id), owner)


@transaction.atomic(durable=True)
def saga_claim_due(*, owner: str) -> Saga | None:
    """Take over the saga that has been due longest. Two workers never get the same one."""
    return _take(_free().filter(next_attempt_at__lte=clock.now()).order_by("next_attempt_at"), owner)


@transaction.atomic(durable=True)
def saga_reopen(*, order_id: UUID, payment_id: str) -> bool:
    """A payment was authorised after the order had been given up: make sure that it is let go."""
    now = clock.now()
    given_up = Saga.objects.filter(pk=order_id, state__in=[SagaState.RELEASING, SagaState.CANCELLED])
    saga = given_up.select_for_update(no_key=True).first()
    if saga is None:
        return False
    given_up.update(
        state=SagaState.RELEASING,
        next_attempt_at=now,
        lease_until=None,
        fence=F("fence") + 1,
        steps=further(saga.steps, state=SagaState.RELEASING, at=now, outcome=Cause.REOPENED),
        updated_at=now,
    )
    Order.objects.filter(pk=order_id).update(payment_id=payment_id, payment_status="authorized", updated_at=now)
    failpoint("order.reopen.before-commit")
    return True


@transaction.atomic(durable=True)
def saga_retry(*, order_id: UUID) -> Saga:
    """Somebody looked into it: due at once, whatever pause it was in. Whoever works on it now is left alone."""
    now = clock.now()
    saga = Saga.objects.select_for_update(no_key=True).filter(pk=order_id).first()
    if saga is None:
        raise NotFound
    if saga.next_attempt_at is None:
        raise OrderStatusNotAllowed("This saga is over: there is nothing left to try.", saga_state=saga.state)
    steps = further(saga.steps, state=SagaState(saga.state), at=now, outcome=Cause.RETRIED, attempt=saga.attempt)
    Saga.objects.filter(pk=order_id).update(next_attempt_at=now, steps=steps)
    audited("order.saga_retried", resource="order", resource_id=str(order_id), details={"state": saga.state})
    failpoint("order.retry.before-commit")
    return read(order_id)


def read(order_id: UUID) -> Saga:
    return Saga.objects.select_related("order").get(pk=order_id)


def _as_written(saga: Saga, order: Order | None, changes: Mapping[str, Any]) -> Saga:
    """What reading the rows again would bring: the fence saw to it that they are as this process left them."""
    for name, value in changes.items():
        setattr(saga, name, value)
    if order is not None:
        saga.order = order
    return saga


def _free() -> QuerySet[Saga]:
    idle = Q(lease_until__isnull=True) | Q(lease_until__lte=clock.now())
    return Saga.objects.filter(idle, next_attempt_at__isnull=False)


def _take(candidates: QuerySet[Saga], owner: str) -> Saga | None:
    """PostgreSQL skips rows that others are taking; SQLite's IMMEDIATE transactions come one after the other."""
    skip = connection.features.has_select_for_update_skip_locked
    saga = candidates.select_for_update(skip_locked=skip, of=("self",) if skip else ()).first()
    if saga is None:
        return None
    until = lease_end(clock.now(), LEASE)
    Saga.objects.filter(pk=saga.pk).update(lease_owner=owner, lease_until=until, fence=F("fence") + 1)
    failpoint("order.claim.before-commit")
    return read(saga.pk)


def _update(saga: Saga, **changes: object) -> None:
    mine = Saga.objects.filter(pk=saga.pk, state=saga.state, fence=saga.fence)
    if not mine.update(**changes, updated_at=clock.now()):
        raise SagaLost(saga.pk)
