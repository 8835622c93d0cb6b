"""What of a payment is whose: known when the order is confirmed, or when a vendor asks for it."""

from __future__ import annotations

from collections.abc import Mapping

from payments_service.payments.domain.amounts import split
from payments_service.payments.models import Payment, PaymentShare
from servicekit import logs

log = logs.get(__name__)

HOUSE = ""


def shares_keep(payment: Payment, sold: Mapping[str, int]) -> None:
    """Part of the caller's transaction. `sold`: minor units by organisation; what nobody sold is the shop's.

    The second time changes nothing. Lines that come to more than was paid are not believed, and stay the shop's.
    """
    rest = payment.amount - sum(sold.values())
    if rest < 0:
        log.error("payment.shares_exceed_amount", payment_id=str(payment.pk), over=-rest)
        sold, rest = {}, payment.amount
    parts = {**sold, HOUSE: sold.get(HOUSE, 0) + rest}
    shares = [
        PaymentShare(payment=payment, organisation_id=whose, amount=part) for whose, part in parts.items() if part
    ]
    PaymentShare.objects.bulk_create(shares, ignore_conflicts=True)
    shares_refunded(payment)


def share_change(payment: Payment) -> None:
    """Of a request that asks for another amount now: all of it is its organisation's."""
    PaymentShare.objects.filter(payment=payment).update(amount=payment.amount)


def shares_refunded(payment: Payment) -> None:
    """What was given back is borne as it was earned, to the last minor unit."""
    if not payment.refunded:
        return
    shares = list(PaymentShare.objects.filter(payment=payment).order_by("organisation_id"))
    for share, part in zip(shares, split(payment.refunded, [share.amount for share in shares]), strict=True):
        share.refunded = part
    PaymentShare.objects.bulk_update(shares, ["refunded"])
