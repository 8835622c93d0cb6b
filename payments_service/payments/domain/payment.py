"""The life of a payment, as data and functions.

Every step with the provider has a status for "asked, answer not known": an outcome is asked about, never guessed.
"""

from __future__ import annotations

from enum import StrEnum


class PaymentType(StrEnum):
    # An order's: its saga asks for it, takes it and lets it go.
    CHECKOUT = "checkout"
    # A vendor asks somebody for an amount, and that customer pays it, or not.
    REQUEST = "request"


class CaptureMode(StrEnum):
    # The money is taken as soon as it is held.
    AUTOMATIC = "automatic"
    # Whoever asked takes it, or lets it go, once the goods are ready.
    MANUAL = "manual"


class PaymentStatus(StrEnum):
    # Asked for by a vendor; the customer may pay it, and after a decline may try again.
    INITIATED = "initiated"
    # Wanted, and certainly not yet asked for at the provider: the same key may try again.
    PENDING = "pending"
    PROCESSING = "processing"
    UNKNOWN = "unknown"
    AUTHORIZED = "authorized"
    DECLINED = "declined"
    CAPTURING = "capturing"
    CAPTURED = "captured"
    VOIDING = "voiding"
    VOIDED = "voided"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
    # A request that was withdrawn, turned down or not paid in time.
    CANCELLED = "cancelled"


class ChargeStatus(StrEnum):
    """What the provider says a charge is."""

    AUTHORIZED = "authorized"
    DECLINED = "declined"
    CAPTURED = "captured"
    VOIDED = "voided"


S = PaymentStatus

TRANSITIONS: dict[PaymentStatus, frozenset[PaymentStatus]] = {
    S.INITIATED: frozenset({S.PROCESSING, S.CANCELLED}),
    S.PENDING: frozenset({S.PROCESSING}),
    S.PROCESSING: frozenset({S.PENDING, S.UNKNOWN, S.AUTHORIZED, S.DECLINED, S.INITIATED}),
    S.UNKNOWN: frozenset({S.AUTHORIZED, S.DECLINED, S.INITIATED}),
    S.AUTHORIZED: frozenset({S.CAPTURING, S.VOIDING}),
    # A hold may have run out at the provider before it was taken, or been taken before it was let go.
    S.CAPTURING: frozenset({S.CAPTURED, S.VOIDED}),
    S.VOIDING: frozenset({S.VOIDED, S.CAPTURED}),
    S.CAPTURED: frozenset({S.PARTIALLY_REFUNDED, S.REFUNDED}),
    S.PARTIALLY_REFUNDED: frozenset({S.PARTIALLY_REFUNDED, S.REFUNDED}),
    S.DECLINED: frozenset(),
    S.VOIDED: frozenset(),
    S.REFUNDED: frozenset(),
    S.CANCELLED: frozenset(),
}

# The provider was asked; whoever has time asks again.
IN_BETWEEN = frozenset({S.PROCESSING, S.UNKNOWN, S.CAPTURING, S.VOIDING})
# Money is ours, or was: exactly these have a captured amount above zero.
TAKEN = frozenset({S.CAPTURED, S.PARTIALLY_REFUNDED, S.REFUNDED})
# An order has one payment outside these at most.
WITHOUT_EFFECT = frozenset({S.PENDING, S.DECLINED, S.VOIDED})
# A request that is declined is open again; an order that is declined makes another payment.
ONLY_REQUESTS = frozenset({S.INITIATED, S.CANCELLED})
ONLY_CHECKOUTS = frozenset({S.PENDING, S.DECLINED})

CONCLUSIONS: dict[ChargeStatus, PaymentStatus] = {
    ChargeStatus.AUTHORIZED: S.AUTHORIZED,
    ChargeStatus.DECLINED: S.DECLINED,
    ChargeStatus.CAPTURED: S.CAPTURED,
    ChargeStatus.VOIDED: S.VOIDED,
}


def may(source: PaymentStatus, target: PaymentStatus) -> bool:
    return target in TRANSITIONS[source]


def sources(target: PaymentStatus) -> frozenset[PaymentStatus]:
    """The statuses that lead to `target`."""
    return frozenset(source for source in PaymentStatus if may(source, target))


def conclusion(status: PaymentStatus, charge: ChargeStatus) -> PaymentStatus | None:
    """What the payment becomes when the provider says the charge is `charge`; None when that settles nothing."""
    target = CONCLUSIONS[charge]
    return target if may(status, target) else None
