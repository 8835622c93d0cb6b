"""Where a checkout stands, what comes next, and what each answer leads to.

    RESERVING → RESERVED → AUTHORIZING ────────────→ AUTHORIZED → COMMITTING → CAPTURING → DONE → REFUNDING → REFUNDED
        │           │           └→ PAYMENT_UNKNOWN ────↗ │            │
        │           └───────────────────┴────────────────┴────────────┴─→ RELEASING → CANCELLED
        └→ CANCELLED (refused: nothing is held)

Stock taken for good is the pivot. Before it every step can be undone; after it there is only forward. An unknown
payment is asked about by its key and never compensated while it is unknown.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class SagaState(StrEnum):
    RESERVING = "reserving"
    RESERVED = "reserved"
    AUTHORIZING = "authorizing"
    PAYMENT_UNKNOWN = "payment_unknown"
    AUTHORIZED = "authorized"
    COMMITTING = "committing"
    CAPTURING = "capturing"
    DONE = "done"
    RELEASING = "releasing"
    CANCELLED = "cancelled"
    REFUNDING = "refunding"
    REFUNDED = "refunded"


class Step(StrEnum):
    """One call to another service, repeatable under the same key."""

    RESERVE = "reserve"
    AUTHORIZE = "authorize"
    FIND_PAYMENT = "find_payment"
    COMMIT = "commit"
    CAPTURE = "capture"
    RELEASE = "release"
    REFUND = "refund"


class Outcome(StrEnum):
    DONE = "done"
    # It did not happen and will not: the other side said so.
    REFUSED = "refused"
    # It happened, but not on the customer's terms: it has to be undone.
    UNWANTED = "unwanted"
    # The request never left this process.
    UNSENT = "unsent"
    # It may have happened.
    UNKNOWN = "unknown"
    # Asked by key: the other side never heard of it.
    MISSING = "missing"


class Cause(StrEnum):
    """Why a saga stands where it stands, other than by the outcome of a call."""

    BEGUN = "begun"
    # The next call is noted before it is made.
    ANNOUNCED = "announced"
    EXPIRED = "expired"
    GIVEN_UP = "given_up"
    HANDED_OVER = "handed_over"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    RETRIED = "retried"


At, Got = SagaState, Outcome

TERMINAL = frozenset({At.DONE, At.CANCELLED, At.REFUNDED})

# A call whose effect could get lost is announced in the database first.
INTENT = {At.RESERVED: At.AUTHORIZING, At.AUTHORIZED: At.COMMITTING}

STEP = {
    At.RESERVING: Step.RESERVE,
    At.AUTHORIZING: Step.AUTHORIZE,
    At.PAYMENT_UNKNOWN: Step.FIND_PAYMENT,
    At.COMMITTING: Step.COMMIT,
    At.CAPTURING: Step.CAPTURE,
    At.RELEASING: Step.RELEASE,
    At.REFUNDING: Step.REFUND,
}

# Every answer that is not listed leaves the saga where it is, to try again later.
TRANSITIONS = {
    (At.RESERVING, Got.DONE): At.RESERVED,
    (At.RESERVING, Got.REFUSED): At.CANCELLED,
    (At.RESERVING, Got.UNWANTED): At.RELEASING,
    (At.AUTHORIZING, Got.DONE): At.AUTHORIZED,
    (At.AUTHORIZING, Got.REFUSED): At.RELEASING,
    (At.AUTHORIZING, Got.UNSENT): At.RESERVED,
    (At.AUTHORIZING, Got.UNKNOWN): At.PAYMENT_UNKNOWN,
    (At.PAYMENT_UNKNOWN, Got.DONE): At.AUTHORIZED,
    (At.PAYMENT_UNKNOWN, Got.REFUSED): At.RELEASING,
    (At.PAYMENT_UNKNOWN, Got.MISSING): At.AUTHORIZING,
    (At.COMMITTING, Got.DONE): At.CAPTURING,
    # The hold had run out before it was committed, so no stock was taken and the payment can still be let go.
    (At.COMMITTING, Got.REFUSED): At.RELEASING,
    (At.CAPTURING, Got.DONE): At.DONE,
    (At.RELEASING, Got.DONE): At.CANCELLED,
    (At.REFUNDING, Got.DONE): At.REFUNDED,
}

# These go back to something already tried, so there is a pause before going on.
BACKWARD = frozenset({(At.AUTHORIZING, At.RESERVED), (At.PAYMENT_UNKNOWN, At.AUTHORIZING)})

# When the deadline has passed. AUTHORIZING asks first; COMMITTING and CAPTURING know no deadline.
EXPIRY = {
    At.RESERVING: At.RELEASING,
    At.RESERVED: At.RELEASING,
    At.AUTHORIZING: At.PAYMENT_UNKNOWN,
    At.AUTHORIZED: At.RELEASING,
}

# The customer is told "try again later": only where no payment can be under way. A release also settles a lost reserve.
ABANDON = {At.RESERVING: At.RELEASING, At.RESERVED: At.RELEASING}

CHECKOUT_DEADLINE = timedelta(seconds=60)

# A hold lasts 15 minutes, and as long again from when it is prolonged: in its first minute a call would cost every
# checkout a round trip to gain less than that minute (ADR 35).
FRESH_HOLD = timedelta(minutes=1)

# A request for money runs 1.5 s at most and is not started after that, so 10 s later "never heard of it" is the truth.
SETTLING_TIME = timedelta(seconds=10)


def advance(state: SagaState, outcome: Outcome, *, expired: bool = False, settled: bool = True) -> SagaState:
    """Where `outcome` leads. `settled`: long enough after the last request for money that no more can arrive."""
    if (state, outcome) == (At.PAYMENT_UNKNOWN, Got.MISSING) and expired:
        return At.RELEASING if settled else state
    return TRANSITIONS.get((state, outcome), state)


def announces(state: SagaState, to: SagaState) -> bool:
    """Whether `to` is the first announcement of a request for money: until it, none can have left."""
    return to is At.AUTHORIZING and state in {At.RESERVING, At.RESERVED}


def leads_back(state: SagaState, to: SagaState) -> bool:
    return (state, to) in BACKWARD


def expire(state: SagaState) -> SagaState:
    return EXPIRY.get(state, state)


def abandon(state: SagaState, *, untouched: bool = False) -> SagaState:
    """`untouched`: no request of this checkout has left this process, so there is nothing to let go.

    With the catalogue out of reach every repeated request begins an order anew; were each of them released as well,
    the catalogue would be kept busy with reservations that it never made.
    """
    return At.CANCELLED if untouched and state is At.RESERVING else ABANDON.get(state, state)


def wants_longer_hold(*, held_since: datetime | None, now: datetime) -> bool:
    """Whether the hold on the stock is to be prolonged when payment starts; it can be once."""
    return held_since is not None and now - held_since >= FRESH_HOLD


def is_settled(*, asked_at: datetime | None, now: datetime) -> bool:
    return asked_at is None or now - asked_at >= SETTLING_TIME
