"""What happened to a payment, as people are told of it."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    INITIATED = "initiated"
    CHANGED = "changed"
    ATTEMPTED = "attempted"
    AUTHORIZED = "authorized"
    DECLINED = "declined"
    CAPTURED = "captured"
    VOIDED = "voided"
    REFUNDED = "refunded"
    REFUND_REFUSED = "refund_refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
