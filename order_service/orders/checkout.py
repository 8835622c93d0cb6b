"""Drives the saga of an order: short transactions around remote calls, so that any worker can go on from any point."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from uuid import UUID, uuid4

from order_service.orders import sagas
from order_service.orders.domain import saga as rules
from order_service.orders.domain.order import CancellationReason, OrderStatus
from order_service.orders.domain.saga import Cause, SagaState, Step
from order_service.orders.found import Found
from order_service.orders.models import Order, Saga
from order_service.orders.ports import Partners
from order_service.orders.resolution import settled
from order_service.orders.sagas import SagaLost, saga_claim, saga_hand_over, saga_move, saga_reopen, saga_wait
from order_service.orders.services import NewOrder, order_create
from order_service.orders.steps import perform
from servicekit import clock, context, logs
from servicekit.context import deadline_within
from servicekit.errors import Forbidden, IdempotencyInProgress, ServiceError
from servicekit.faults.failpoints import failpoint

# The gateway's budget for this route, which began there; this is the limit for whoever comes another way. Users at most
# 800 ms (15 ms once there is a connection), reserve 400 ms, authorise 1,500 ms, commit 400 ms: whatever they take,
# capture has the rest, and the worker what is left after that.
CHECKOUT_SECONDS = 3.0
# Kept back from the calls: after the last of them the saga and the answer are still to be written, and both take place
# before the deadline or not at all.
OWN_WRITES = 0.3
# With less than this left for it no further step is begun.
SHORTEST_STEP = 0.1
# Of a saga that nobody took over: what it says about its requests is all there is to know.
FIRST_HOLDER = 1

log = logs.get(__name__)


@dataclass(frozen=True)
class Progress:
    """How far it came. `failure`: the first thing that went wrong on the way, if anything did."""

    saga: Saga
    failure: ServiceError | None = None

    @property
    def order(self) -> Order:
        return self.saga.order


def place(*, new: NewOrder, earlier: UUID | None, checkpoint: Callable[[UUID], None], partners: Partners) -> Progress:
    """Runs the checkout as far as its time goes. `earlier` is the order a cut-off run of the same request had begun."""
    with deadline_within(CHECKOUT_SECONDS):
        if earlier is None or _came_to_nothing(earlier):
            saga = _begun(new, checkpoint, partners)
        elif (claimed := saga_claim(order_id=earlier, owner=_owner())) is None:
            return _as_it_stands(earlier)
        else:
            saga = claimed
        return drive(saga, partners, customer_waits=True)


def drive(saga: Saga, partners: Partners, *, customer_waits: bool = False) -> Progress:
    """Takes every step that can be taken now by the holder of the lease.

    `customer_waits`: a failure will be answered with "try again later". Whoever is told that must not be charged behind
    their back, so the order is given up where it still can be.
    """
    first_request = False
    failure: ServiceError | None = None
    while saga.lease_until is not None and saga.state not in rules.TERMINAL:
        before = SagaState(saga.state)
        try:
            saga, failed = _advance(saga, partners, first_request=first_request, customer_waits=customer_waits)
        except SagaLost:
            log.info("saga.lost", order=str(saga.pk), state=before)
            return Progress(sagas.read(saga.pk))
        failpoint("order.saga.after-commit")
        first_request, failure = rules.announces(before, SagaState(saga.state)), failure or failed
    return Progress(saga, failure)


def _advance(
    saga: Saga, partners: Partners, *, first_request: bool, customer_waits: bool
) -> tuple[Saga, ServiceError | None]:
    state, expired = SagaState(saga.state), clock.now() >= saga.deadline_at
    if expired and (to := rules.expire(state)) is not state:
        return saga_move(saga=saga, to=to, found=Found(reason=CancellationReason.EXPIRED), why=Cause.EXPIRED), None
    if _out_of_time():
        return saga_hand_over(saga=saga), None
    if state in rules.INTENT:
        return saga_move(saga=saga, to=rules.INTENT[state], why=Cause.ANNOUNCED), None
    found = _performed(saga, partners, first_request=first_request, customer_waits=customer_waits)
    return _recorded(saga, found, expired=expired, customer_waits=customer_waits), found.failure


def _performed(saga: Saga, partners: Partners, *, first_request: bool, customer_waits: bool) -> Found:
    step = rules.STEP[SagaState(saga.state)]
    failpoint("order.step.before-call")
    with _calling():
        found = perform(step, saga, partners)
    failpoint("order.step.after-call")
    if customer_waits and not _out_of_time():
        with _calling():
            found = settled(step, saga, partners, found)
    if found.outcome is rules.Outcome.UNSENT and step is Step.AUTHORIZE and not first_request:
        # This request did not go out, but one before it may have.
        return Found(rules.Outcome.UNKNOWN, failure=found.failure, error=found.error)
    return found


def _recorded(saga: Saga, found: Found, *, expired: bool, customer_waits: bool) -> Saga:
    state = SagaState(saga.state)
    settled = rules.is_settled(asked_at=saga.payment_asked_at, now=clock.now())
    to = rules.advance(state, found.outcome, expired=expired, settled=settled)
    untouched = found.outcome is rules.Outcome.UNSENT and saga.attempt == 0 and saga.fence == FIRST_HOLDER
    if customer_waits and found.failure and (given_up := rules.abandon(to, untouched=untouched)) is not to:
        told = Found(reason=CancellationReason.UNAVAILABLE, error=found.error)
        return saga_move(saga=saga, to=given_up, found=told, why=Cause.GIVEN_UP)
    if to is state or rules.leads_back(state, to):
        return saga_wait(saga=saga, to=to, found=found)
    return _moved(saga, to, found, straight_on=not expired and not _out_of_time())


def _moved(saga: Saga, to: SagaState, found: Found, *, straight_on: bool) -> Saga:
    """`straight_on`: the next call will be made at once, so it is announced in the same commit."""
    try:
        return saga_move(saga=saga, to=to, found=found, onward=rules.INTENT.get(to) if straight_on else None)
    except SagaLost:
        if to is SagaState.AUTHORIZED:
            saga_reopen(order_id=saga.pk, payment_id=found.payment_id)
        raise


def _out_of_time() -> bool:
    left = context.remaining()
    return left is not None and left < OWN_WRITES + SHORTEST_STEP


def _calling() -> AbstractContextManager[None]:
    """The time another service may take: what is left, less what we need to write down what came of it."""
    left = context.remaining()
    return nullcontext() if left is None else deadline_within(left - OWN_WRITES)


def _begun(new: NewOrder, checkpoint: Callable[[UUID], None], partners: Partners) -> Saga:
    with _calling():
        valid = partners.users.validate(new.customer_id)
    failpoint("order.validate.after-call")
    if not valid:
        raise Forbidden("This account cannot place orders.")
    saga = order_create(new=new, owner=_owner(), checkpoint=checkpoint)
    failpoint("order.create.after-commit")
    return saga


def _came_to_nothing(order_id: UUID) -> bool:
    """The customer was told to try again later, and this is that."""
    return sagas.read(order_id).order.cancellation_reason == CancellationReason.UNAVAILABLE


def _as_it_stands(order_id: UUID) -> Progress:
    """It is over, or a worker is at it and must be left alone: two who drive under one fence could undo each other."""
    saga = sagas.read(order_id)
    if saga.order.placed_at is None and saga.order.status == OrderStatus.PENDING:
        raise IdempotencyInProgress(retry_after=1)
    return Progress(saga)


def _owner() -> str:
    return f"web:{uuid4()}"
