"""Giving money back: never more than was taken, whatever is still on its way counted in."""

from __future__ import annotations

from enum import StrEnum

from payments_service.payments.domain.payment import PaymentStatus


class RefundStatus(StrEnum):
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


def refundable(*, captured: int, refunded: int, refunding: int) -> int:
    """Minor units that can still be promised to the customer."""
    return captured - refunded - refunding


def after_refund(*, captured: int, refunded: int) -> PaymentStatus:
    return PaymentStatus.REFUNDED if refunded == captured else PaymentStatus.PARTIALLY_REFUNDED
