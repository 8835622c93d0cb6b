"""What this service tells the others. Amounts are integer minor units of `currency`.

Of a payment that somebody was asked for, and not an order, `order_id` is empty and `vendor_id` is who asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from payments_service.payments.models import Payment
from servicekit.events import outbox
from servicekit.events.event import Event


@dataclass(frozen=True)
class PaymentInitiated(Event):
    """A vendor asks a customer for money. `organisation_id` is empty for one who sells for none."""

    TYPE = "payment.initiated"
    payment_id: str
    customer_id: str
    vendor_id: str
    organisation_id: str
    amount: int
    currency: str


@dataclass(frozen=True)
class PaymentAuthorized(Event):
    TYPE = "payment.authorized"
    payment_id: str
    order_id: str
    customer_id: str
    amount: int
    currency: str
    vendor_id: str = ""


@dataclass(frozen=True)
class PaymentCaptured(Event):
    TYPE = "payment.captured"
    payment_id: str
    order_id: str
    customer_id: str
    amount: int
    currency: str
    vendor_id: str = ""


@dataclass(frozen=True)
class PaymentFailed(Event):
    """Declined by the provider, never reachable, or a request that was cancelled: no money is held."""

    TYPE = "payment.failed"
    payment_id: str
    order_id: str
    customer_id: str
    amount: int
    currency: str
    decline_code: str
    vendor_id: str = ""


@dataclass(frozen=True)
class PaymentRefunded(Event):
    """`amount` is this refund's; `refunded` is what has been given back in all."""

    TYPE = "payment.refunded"
    payment_id: str
    order_id: str
    customer_id: str
    refund_id: str
    amount: int
    refunded: int
    currency: str
    vendor_id: str = ""


def initiated(payment: Payment) -> None:
    event = PaymentInitiated(
        payment_id=str(payment.pk),
        customer_id=str(payment.customer_id),
        vendor_id=str(payment.vendor_id),
        organisation_id=payment.organisation_id,
        amount=payment.amount,
        currency=payment.currency,
    )
    _publish(event, payment)


def authorized(payment: Payment) -> None:
    _publish(PaymentAuthorized(amount=payment.amount, **_whose(payment)), payment)


def captured(payment: Payment) -> None:
    _publish(PaymentCaptured(amount=payment.captured, **_whose(payment)), payment)


def failed(payment: Payment) -> None:
    _publish(PaymentFailed(amount=payment.amount, decline_code=payment.decline_code, **_whose(payment)), payment)


def refunded(payment: Payment, *, refund_id: str, amount: int) -> None:
    event = PaymentRefunded(refund_id=refund_id, amount=amount, refunded=payment.refunded, **_whose(payment))
    _publish(event, payment)


def _whose(payment: Payment) -> dict[str, str]:
    return {
        "payment_id": str(payment.pk),
        "order_id": str(payment.order_id or ""),
        "customer_id": str(payment.customer_id),
        "currency": payment.currency,
        "vendor_id": str(payment.vendor_id or ""),
    }


def _publish(event: Event, payment: Payment) -> None:
    outbox.publish(event, aggregate="payment", aggregate_id=str(payment.pk))
