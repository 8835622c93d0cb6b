"""What the database refuses whatever the code does."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.models import LedgerEntry, Payment
from payments_service.tests.support import ScriptedProvider, authorized, captured
from servicekit import clock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        {"captured": 12_901},
        {"captured": 0},
        {"refunded": 12_901},
        {"refunded": 6_500, "refunding": 6_500},
        {"refunding": -1},
        {"amount": 0, "captured": 0},
        {"status": PaymentStatus.AUTHORIZED},
    ],
)
def test_impossible_amounts_are_refused(provider: ScriptedProvider, change: dict[str, Any]) -> None:
    payment = captured(provider)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(**change)


def test_an_order_cannot_have_two_payments_with_effect(provider: ScriptedProvider) -> None:
    first, second = authorized(provider), authorized(provider)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=second.pk).update(order_id=first.order_id)


def test_a_charge_belongs_to_one_payment(provider: ScriptedProvider) -> None:
    first, second = authorized(provider), authorized(provider)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=second.pk).update(charge_id=first.charge_id)


def test_a_transaction_is_entered_once(provider: ScriptedProvider) -> None:
    payment = captured(provider)
    again = LedgerEntry(
        payment=payment,
        transaction=f"capture:{payment.pk}",
        account="sales",
        amount=-1,
        currency="EUR",
        created_at=clock.now(),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
