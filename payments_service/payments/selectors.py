"""Named reads."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, Sum

from payments_service.payments.domain.books import Balance, BooksAsked
from payments_service.payments.domain.payment import TAKEN, PaymentStatus
from payments_service.payments.models import LedgerEntry, Payment, Refund
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


def payment_books(asked: BooksAsked) -> list[Payment]:
    """Payments of orders with anything captured, by id."""
    found = Payment.objects.filter(status__in=sorted(TAKEN), order_id__isnull=False).order_by("pk")
    if asked.order_ids:
        return list(found.filter(order_id__in=asked.order_ids))
    if asked.after:
        found = found.filter(pk__gt=asked.after)
    return list(found[: asked.size])


def ledger_balances() -> list[Balance]:
    """Every account of every currency, in one query: all of one moment."""
    rows = LedgerEntry.objects.order_by("currency", "account").values_list("currency", "account")
    return [Balance(currency, account, total) for currency, account, total in rows.annotate(Sum("amount"))]
