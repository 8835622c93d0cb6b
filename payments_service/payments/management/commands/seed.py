"""Demo payments, finished long ago: the provider never hears of them, no event tells of them, twice changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from payments_service.payments.domain import ledger
from payments_service.payments.domain.history import Kind
from payments_service.payments.domain.payment import PaymentStatus, PaymentType
from payments_service.payments.domain.refund import RefundStatus
from payments_service.payments.models import Payment, PaymentEvent, Refund
from payments_service.payments.seed.plan import NORDLYS, SeedPayment, seed_payments
from payments_service.payments.seed.requests import SEED_REQUESTS, VENDOR, SeedRequest
from payments_service.payments.services.entries import enter
from payments_service.payments.services.shares import shares_keep
from servicekit import clock

History = list[tuple[Kind, PaymentStatus, int, str]]


class Command(BaseCommand):
    help = "Adds the payments of the demo orders, and what the demo vendor asks people for."

    def handle(self, *_args: Any, **_options: Any) -> None:
        now = clock.now()
        made = sum(_seed(seed) for seed in seed_payments(now)) + sum(_request(seed, now) for seed in SEED_REQUESTS)
        self.stdout.write(f"payments: {made} added, {Payment.objects.count()} in all")


@transaction.atomic(durable=True)
def _seed(seed: SeedPayment) -> bool:
    if Payment.objects.filter(pk=seed.id).exists():
        return False
    payment = _payment(seed)
    _money(payment, key=f"refund:{seed.order_id}:1")
    if seed.captured:
        shares_keep(payment, seed.sold)
    _history(payment, seed.history)
    return True


@transaction.atomic(durable=True)
def _request(seed: SeedRequest, now: datetime) -> bool:
    if Payment.objects.filter(pk=seed.id).exists():
        return False
    payment = _asked(seed, now)
    _money(payment, key=f"refund:{seed.id}:1")
    shares_keep(payment, {NORDLYS: payment.amount})
    _history(payment, seed.history)
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


def _asked(seed: SeedRequest, now: datetime) -> Payment:
    attempts = sum(kind is Kind.ATTEMPTED for kind, *_ in seed.history)
    return Payment.objects.create(
        id=seed.id,
        type=PaymentType.REQUEST,
        idempotency_key=f"seed:{seed.id}",
        fingerprint=f"seed:{seed.id}",
        vendor_id=VENDOR,
        organisation_id=NORDLYS,
        customer_id=seed.customer_id,
        description=seed.description,
        amount=seed.amount.minor_units,
        currency=seed.amount.currency,
        capture=seed.capture,
        captured=seed.captured,
        refunded=seed.refunded,
        status=seed.status,
        decline_code=seed.code,
        attempt=attempts,
        paid_under=f"seed:{seed.id}" if attempts else "",
        method="card" if attempts else "",
        charge_id=seed.charge_id,
        expires_at=seed.expires_at(now),
        created_at=seed.made_at(now),
        updated_at=seed.made_at(now),
    )


def _money(payment: Payment, *, key: str) -> None:
    if payment.captured:
        enter(payment, f"capture:{payment.pk}", ledger.captured(payment.captured))
    if payment.refunded:
        refund = _refund(payment, key)
        enter(payment, f"refund:{refund.pk}", ledger.refunded(payment.refunded))


def _refund(payment: Payment, key: str) -> Refund:
    return Refund.objects.create(
        payment=payment,
        idempotency_key=key,
        amount=payment.refunded,
        status=RefundStatus.SUCCEEDED,
        created_at=payment.created_at,
        updated_at=payment.created_at,
    )


def _history(payment: Payment, told: History) -> None:
    PaymentEvent.objects.bulk_create(
        PaymentEvent(payment=payment, kind=kind, status=status, amount=amount, note=note, at=payment.created_at)
        for kind, status, amount, note in told
    )
