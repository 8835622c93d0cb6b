"""Finds out, while the customer waits, what a call without an answer did. What stays open is the recovery worker's.

A repeat takes its place in the target's retry budget: an outage must not be answered with twice the calls.
"""

from __future__ import annotations

import time

from order_service.orders.domain.saga import Outcome, Step
from order_service.orders.found import Found
from order_service.orders.models import Saga
from order_service.orders.ports import Catalog, Partners, Payments
from order_service.orders.sagas import uniform
from order_service.orders.steps import RESOLVE, resolve
from servicekit import logs, tracing

# Up to so many seconds of pause, so that those who lost their answers together do not come back together.
PAUSE = 0.05

log = logs.get(__name__)


def settled(step: Step, saga: Saga, partners: Partners, found: Found) -> Found:
    """`found`, or what its key says about it."""
    if not _left_open(step, found) or not _asked(step, partners).may_ask_again():
        return found
    time.sleep(uniform(0.0, PAUSE))
    tracing.happened("saga.asked_again", step=step.value, error=found.error)
    again = resolve(step, saga, partners)
    log.info("saga.asked_again", order=str(saga.pk), step=step, error=found.error, outcome=again.outcome)
    # That this request did not go out says nothing about the one before it.
    return found if again.outcome is Outcome.UNSENT else again


def _left_open(step: Step, found: Found) -> bool:
    """No answer came. One that says "not yet" is an answer, and asking again at once would bring the same."""
    return step in RESOLVE and found.outcome is Outcome.UNKNOWN and found.failure is not None


def _asked(step: Step, partners: Partners) -> Catalog | Payments:
    return partners.payments if step is Step.CAPTURE else partners.catalog
