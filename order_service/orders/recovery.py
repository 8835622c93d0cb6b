"""Finishes what a request left behind: whatever saga is due and free, from wherever it stands."""

from __future__ import annotations

import os
from uuid import uuid4

from django.db.models import Count

from order_service.orders.checkout import drive
from order_service.orders.domain.saga import TERMINAL, SagaState
from order_service.orders.metrics import SAGAS_OPEN, SAGAS_STUCK
from order_service.orders.models import Saga
from order_service.orders.ports import Partners
from order_service.orders.sagas import saga_claim_due
from order_service.orders.selectors import STUCK_AFTER, stuck
from servicekit import context, logs, tracing
from servicekit.context import deadline_within
from servicekit.traceparent import request_of

# One at a time: a saga is claimed when its turn has come, so its lease (10 s) cannot end in a queue.
AT_ONCE = 100
STEP_SECONDS = 5.0

log = logs.get(__name__)


def recover(partners: Partners) -> int:
    """Drives on every saga that is due, and says how many there were."""
    done = _recovered(partners)
    _measure()
    return done


def _recovered(partners: Partners) -> int:
    owner = f"worker:{os.getpid()}:{uuid4()}"
    for done in range(AT_ONCE):
        saga = saga_claim_due(owner=owner)
        if saga is None:
            return done
        _drive(saga, partners)
    return AT_ONCE


def _drive(saga: Saga, partners: Partners) -> None:
    """Under the request id and in the trace of the request that began it, and as important: it has been accepted."""
    trace = saga.traceparent or context.traceparent()
    with (
        context.request_scope(request_of(trace), traceparent=trace),
        context.priority_of("critical"),
        tracing.span("saga recovery", order=str(saga.pk), state=saga.state),
    ):
        _driven(saga, partners)


def _driven(saga: Saga, partners: Partners) -> None:
    try:
        with deadline_within(STEP_SECONDS):
            after = drive(saga, partners).saga
    except Exception:
        # One saga that trips over a defect must not stop the others; its lease ends by itself and it is tried again.
        log.exception("saga.failed", order=str(saga.pk), state=saga.state)
        return
    log.info("saga.driven", order=str(saga.pk), before=saga.state, state=after.state, attempt=after.attempt)
    if after.attempt >= STUCK_AFTER:
        log.error("saga.stuck", order=str(saga.pk), state=after.state, last_error=after.last_error)


def _measure() -> None:
    """What waits in the table, whoever is at it: a state that grows is where checkouts are stuck."""
    rows = Saga.objects.filter(next_attempt_at__isnull=False).values("state").annotate(count=Count("pk"))
    counts = {row["state"]: row["count"] for row in rows}
    for state in SagaState:
        if state not in TERMINAL:
            SAGAS_OPEN.labels(state.value).set(counts.get(state.value, 0))
    # In one index of the open ones, which are few; of the stuck ones there should be none.
    SAGAS_STUCK.set(Saga.objects.filter(stuck()).count() if counts else 0)
