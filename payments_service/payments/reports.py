"""Sums of the payments that were begun in a period: what was taken of them, and what was given back since.

One currency is never added to another. Nothing is read row by row: each report is one or two statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, TruncDate

from payments_service.payments import selectors
from payments_service.payments.domain.payment import TAKEN
from payments_service.payments.models import Payment, PaymentShare
from payments_service.payments.periods import instants

GROUPS = ("day", "currency", "vendor", "status")
HOUSE = ""


@dataclass(frozen=True)
class Row:
    """Minor units of `currency`. `key` is a day, a currency, an organisation (empty: the shop) or a status."""

    key: str
    currency: str
    count: int
    captured: int
    refunded: int

    @property
    def net(self) -> int:
        return self.captured - self.refunded

    def __add__(self, other: Row) -> Row:
        return replace(
            self,
            count=self.count + other.count,
            captured=self.captured + other.captured,
            refunded=self.refunded + other.refunded,
        )


@dataclass(frozen=True)
class Seller:
    """Whose sales these are: an organisation's shares or, of a vendor without one, what he asked for himself."""

    vendor_id: UUID
    organisation_id: str


def rows(group_by: str, asked: Mapping[str, Any], seller: Seller | None) -> list[Row]:
    """`asked`: from, to (days of UTC) and currency, as far as given. `seller` None: the whole shop."""
    if seller is not None:
        found = _of_seller(group_by, asked, seller)
    elif group_by == "vendor":
        # Of what nobody has shares in, all is the shop's.
        unshared = ~Exists(PaymentShare.objects.filter(payment=OuterRef("pk")))
        found = [*_shares(group_by, asked), *_payments(group_by, asked, selectors.all_payments().filter(unshared))]
    else:
        found = _payments(group_by, asked, selectors.all_payments())
    return sorted(merged(found, lambda row: (row.key, row.currency)), key=lambda row: (row.key, row.currency))


def totals(found: Iterable[Row]) -> list[Row]:
    """One per currency."""
    return sorted(merged(found, lambda row: row.currency), key=lambda row: row.currency)


def merged(found: Iterable[Row], by: Any) -> Iterator[Row]:
    together: dict[Any, list[Row]] = defaultdict(list)
    for row in found:
        together[by(row)].append(row)
    for first, *others in together.values():
        yield sum(others, start=first)


def _of_seller(group_by: str, asked: Mapping[str, Any], seller: Seller) -> list[Row]:
    if seller.organisation_id:
        return _shares(group_by, asked, organisation_id=seller.organisation_id)
    return _payments(group_by, asked, selectors.all_payments().filter(vendor_id=seller.vendor_id))


def _payments(group_by: str, asked: Mapping[str, Any], payments: QuerySet[Payment]) -> list[Row]:
    keys = {
        "day": TruncDate("created_at"),
        "currency": F("currency"),
        "vendor": Value(HOUSE),
        "status": F("status"),
    }
    found = payments.order_by().filter(**_within("", asked)).values("currency", key=keys[group_by])
    sums = found.annotate(number=Count("pk"), taken=Sum("captured"), given_back=Sum("refunded"))
    return [_row(each) for each in sums]


def _shares(group_by: str, asked: Mapping[str, Any], **whose: str) -> list[Row]:
    keys = {
        "day": TruncDate("payment__created_at"),
        "currency": F("payment__currency"),
        "vendor": F("organisation_id"),
        "status": F("payment__status"),
    }
    taken = Case(When(payment__status__in=sorted(TAKEN), then=F("amount")), default=Value(0))
    shares = PaymentShare.objects.filter(**whose, **_within("payment__", asked))
    found = shares.values(currency=F("payment__currency"), key=keys[group_by])
    sums = found.annotate(number=Count("pk"), taken=Coalesce(Sum(taken), 0), given_back=Sum("refunded"))
    return [_row(each) for each in sums]


def _within(path: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = dict(instants(f"{path}created_at", asked))
    if "currency" in asked:
        found[f"{path}currency"] = asked["currency"]
    return found


def _row(found: Mapping[str, Any]) -> Row:
    sums = {"count": found["number"], "captured": found["taken"], "refunded": found["given_back"]}
    return Row(key=str(found["key"]), currency=found["currency"], **sums)
