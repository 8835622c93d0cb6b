"""Named reads."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.models import Payment, Refund
from servicekit.errors import NotFound


def all_payments() -> QuerySet[Payment]:
    """Everything that reached the provider. What never left the house is nobody's payment yet."""
    return Payment.objects.exclude(status=PaymentStatus.PENDING)


def payments_of(customer_id: UUID) -> QuerySet[Payment]:
    return all_payments().filter(customer_id=customer_id)


def payment(payment_id: UUID) -> Payment:
    """Raises NotFound."""
    found = Payment.objects.filter(pk=payment_id).first()
    if found is None:
        raise NotFound("There is no such payment.")
    return found


def payment_of_key(idempotency_key: str) -> Payment:
    """Raises NotFound, also for a key whose request has certainly not left for the provider."""
    found = all_payments().filter(idempotency_key=idempotency_key).first()
    if found is None:
        raise NotFound("No payment was asked for under this key.")
    return found


def payments_due(now: datetime, *, limit: int) -> list[Payment]:
    return list(Payment.objects.filter(next_attempt_at__lte=now).order_by("next_attempt_at")[:limit])


def refunds_due(now: datetime, *, limit: int) -> list[Refund]:
    due = Refund.objects.filter(next_attempt_at__lte=now).select_related("payment")
    return list(due.order_by("next_attempt_at")[:limit])


def payments_of_order(order_id: UUID) -> QuerySet[Payment]:
    return all_payments().filter(order_id=order_id)
