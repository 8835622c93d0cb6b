"""The balances of the ledger, read from an index alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Sum

from payments_service.payments.models import LedgerEntry


@dataclass(frozen=True)
class AccountSum:
    """Minor units of `currency`; every transaction has one entry in each account it touches."""

    currency: str
    account: str
    minor_units: int
    entries: int


def account_sums() -> list[AccountSum]:
    """Every account of every currency, in one statement: all of one moment."""
    rows = LedgerEntry.objects.order_by("currency", "account").values_list("currency", "account")
    return [AccountSum(*row) for row in rows.annotate(Sum("amount"), Count("amount"))]


def balanced(sums: Iterable[AccountSum]) -> bool:
    by_currency: Counter[str] = Counter()
    for each in sums:
        by_currency[each.currency] += each.minor_units
    return not any(by_currency.values())
