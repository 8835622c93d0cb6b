from __future__ import annotations

from collections.abc import Iterable

from payments_service.payments.domain.ledger import Entry, balanced
from payments_service.payments.models import LedgerEntry, Payment
from servicekit import clock


def enter(payment: Payment, transaction: str, entries: Iterable[Entry]) -> None:
    """Adds one balanced transaction to the ledger; the same transaction twice is refused by the database."""
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            payment=payment,
            transaction=transaction,
            account=entry.account,
            amount=entry.minor_units,
            currency=payment.currency,
            created_at=clock.now(),
        )
        for entry in balanced(entries)
    )
