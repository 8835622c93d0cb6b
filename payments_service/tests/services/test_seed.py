from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

import pytest
from django.core.management import call_command
from django.db.models import Sum

from payments_service.payments.models import LedgerEntry, Payment, Refund
from payments_service.payments.seed.plan import NORDLYS

pytestmark = pytest.mark.django_db


def seed() -> None:
    call_command("seed")


def test_every_demo_order_has_its_payment(capsys: pytest.CaptureFixture[str]) -> None:
    seed()
    orders = Payment.objects.filter(type="checkout")
    assert orders.count() == 30
    assert Counter(orders.values_list("status", flat=True)) == {"captured": 27, "refunded": 2, "voided": 1}
    first = Payment.objects.get(pk=uuid5(NAMESPACE_DNS, "payment-1.shopmesh.example"))
    assert first.order_id == uuid5(NAMESPACE_DNS, "order-1.shopmesh.example")
    assert first.customer_id == uuid5(NAMESPACE_DNS, "user.shopmesh.example")
    assert (first.amount, first.captured, first.currency) == (12_850, 12_850, "EUR")


def test_the_demo_vendor_has_asked_for_something_in_every_status(capsys: pytest.CaptureFixture[str]) -> None:
    seed()
    asked = Payment.objects.filter(type="request")
    assert set(asked.values_list("status", flat=True)) == {
        "initiated",
        "authorized",
        "captured",
        "partially_refunded",
        "refunded",
        "cancelled",
    }
    assert all(payment.organisation_id == NORDLYS for payment in asked)
    for payment in Payment.objects.all():
        amounts = payment.shares.aggregate(amount=Sum("amount"), refunded=Sum("refunded"))
        whole = payment.captured or payment.type == "request"
        assert amounts == {"amount": payment.amount, "refunded": payment.refunded} or not whole
        assert payment.history.order_by("-id")[0].status == payment.status


def test_the_seeded_ledger_balances(capsys: pytest.CaptureFixture[str]) -> None:
    seed()
    assert LedgerEntry.objects.count() == 2 * (29 + 2 + 4 + 2)
    sums = LedgerEntry.objects.values("transaction").annotate(total=Sum("amount"))
    assert {row["total"] for row in sums} == {0}


def test_seeding_again_changes_nothing_and_nothing_is_announced(
    capsys: pytest.CaptureFixture[str], published: Any
) -> None:
    seed()
    before = list(Payment.objects.order_by("pk").values())
    seed()
    assert list(Payment.objects.order_by("pk").values()) == before
    assert Refund.objects.count() == 4
    assert published() == []
