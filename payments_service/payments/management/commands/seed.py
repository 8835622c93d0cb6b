"""Demo payments, finished long ago: the provider never hears of them, no event tells of them, twice changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from payments_service.payments.domain import ledger
from payments_service.payments.domain.refund import RefundStatus
from payments_service.payments.models import Payment, Refund
from payments_service.payments.seed.plan import SeedPayment, seed_payments
from payments_service.payments.services.entries import enter
from servicekit import clock


class Command(BaseCommand):
    help = "Adds the payments of the demo orders."

    def handle(self, *_args: Any, **_options: Any) -> None:
        made = sum(_seed(seed) for seed in seed_payments(clock.now()))
        self.stdout.write(f"payments: {made} added, {Payment.objects.count()} in all")


@transaction.atomic(durable=True)
def _seed(seed: SeedPayment) -> bool:
    if Payment.objects.filter(pk=seed.id).exists():
        return False
    payment = _payment(seed)
    if seed.captured:
        enter(payment, f"capture:{payment.pk}", ledger.captured(seed.captured))
    if seed.refunded:
        refund = _refund(payment, seed)
        enter(payment, f"refund:{refund.pk}", ledger.refunded(seed.refunded))
    return True


def _payment(seed: SeedPayment) -> Payment:
    return Payment.objects.create(
        id=seed.id,
        idempotency_key=f"pay:{seed.order_id}:1",
        fingerprint=f"seed:{seed.id}",
        order_id=seed.order_id,
        customer_id=seed.customer_id,
        amount=seed.amount.minor_units,
        currency=seed.amount.currency,
        captured=seed.captured,
        refunded=seed.refunded,
        status=seed.status,
        method="card",
        charge_id=seed.charge_id,
        order_confirmed_at=seed.made_at if seed.captured else None,
        created_at=seed.made_at,
        updated_at=seed.made_at,
    )


def _refund(payment: Payment, seed: SeedPayment) -> Refund:
    return Refund.objects.create(
        payment=payment,
        idempotency_key=f"refund:{payment.order_id}:1",
        amount=seed.refunded,
        status=RefundStatus.SUCCEEDED,
        created_at=seed.made_at,
        updated_at=seed.made_at,
    )
