"""Finishes what a request left behind: whatever saga is due and free, from wherever it stands."""

from __future__ import annotations

import os
from uuid import uuid4

from order_service.orders.checkout import drive
from order_service.orders.models import Saga
from order_service.orders.ports import Partners
from order_service.orders.sagas import saga_claim_due
from servicekit import logs
from servicekit.context import deadline_within

# One at a time: a saga is claimed when its turn has come, so its lease (10 s) cannot end in a queue.
AT_ONCE = 100
STEP_SECONDS = 5.0
# Failures in one state, about five minutes of them: something is wrong that trying again does not mend.
STUCK_AFTER = 60

log = logs.get(__name__)


def recover(partners: Partners) -> int:
    """Drives on every saga that is due, and says how many there were."""
    owner = f"worker:{os.getpid()}:{uuid4()}"
    for done in range(AT_ONCE):
        saga = saga_claim_due(owner=owner)
        if saga is None:
            return done
        _drive(saga, partners)
    return AT_ONCE


def _drive(saga: Saga, partners: Partners) -> None:
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
