"""The demo orders in the provider's books: what the shop's seed says was paid can be given back."""

from __future__ import annotations

from datetime import UTC, datetime

from payments_service.payments.domain.keys import of_authorization
from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.seed.plan import SeedPayment, seed_payments
from payments_service.payments.seed.requests import SEED_REQUESTS, SeedRequest
from payments_service.sandbox.store import Store

ENTER = """
INSERT OR IGNORE INTO charge (id, key, fingerprint, reference, status, amount, currency, captured, refunded)
VALUES (:id, :key, 'seed', :reference, :status, :amount, :currency, :captured, :refunded)
"""


def enter(store: Store) -> None:
    """At every start; what is there already stays as it is."""
    with store.transaction() as db:
        db.executemany(ENTER, [_charge(seed) for seed in seed_payments(datetime.now(UTC))])
        db.executemany(ENTER, [_asked(seed) for seed in SEED_REQUESTS if seed.charge_id])


def _charge(seed: SeedPayment) -> dict[str, str | int]:
    return {
        "id": seed.charge_id,
        "key": of_authorization(seed.id),
        "reference": str(seed.order_id),
        "status": "voided" if seed.status is PaymentStatus.VOIDED else "captured",
        "amount": seed.amount.minor_units,
        "currency": seed.amount.currency,
        "captured": seed.captured,
        "refunded": seed.refunded,
    }


def _asked(seed: SeedRequest) -> dict[str, str | int]:
    return {
        "id": seed.charge_id,
        "key": of_authorization(seed.id, 1),
        "reference": str(seed.id),
        "status": "captured" if seed.captured else "authorized",
        "amount": seed.amount.minor_units,
        "currency": seed.amount.currency,
        "captured": seed.captured,
        "refunded": seed.refunded,
    }
