"""Payment requests: made by a vendor, changed or withdrawn while nobody pays them, and paid by one customer once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from payments_service.payments import events, locks
from payments_service.payments.domain.errors import PriceChanged
from payments_service.payments.domain.history import Kind
from payments_service.payments.domain.payment import PaymentStatus, PaymentType
from payments_service.payments.domain.request import LONGEST, Asked, Change, Ending, Means
from payments_service.payments.models import Payment
from payments_service.payments.services import steps
from payments_service.payments.services.capture import not_possible
from payments_service.payments.services.history import happened
from payments_service.payments.services.shares import share_change, shares_keep
from servicekit import clock
from servicekit.api import etags
from servicekit.audit import audited
from servicekit.db import dbtime
from servicekit.errors import FieldError, IdempotencyKeyReused, InvalidState, JsonValue, ValidationFailed
from servicekit.faults.failpoints import failpoint


def tag(payment: Payment) -> str:
    """The ETag: another one after every change by people and every step of the payment."""
    return etags.tag_of([str(payment.pk), payment.version, payment.status])


@transaction.atomic(durable=True)
def request_initiate(*, asked: Asked) -> Payment:
    """The request of this key; asked for again it is the same one. Raises IdempotencyKeyReused."""
    earlier = locks.payment_of_key(asked.idempotency_key)
    if earlier is not None:
        if earlier.fingerprint != asked.fingerprint:
            raise IdempotencyKeyReused
        return earlier
    payment = _insert(asked)
    if asked.organisation_id:
        shares_keep(payment, {asked.organisation_id: payment.amount})
    happened(payment, Kind.INITIATED)
    events.initiated(payment)
    _audited("payment.requested", payment)
    failpoint("payments.request.before-commit")
    return payment


def _insert(asked: Asked) -> Payment:
    now = clock.now()
    return Payment.objects.create(
        type=PaymentType.REQUEST,
        idempotency_key=asked.idempotency_key,
        fingerprint=asked.fingerprint,
        vendor_id=asked.vendor_id,
        organisation_id=asked.organisation_id,
        customer_id=asked.customer_id,
        amount=asked.amount.minor_units,
        currency=asked.amount.currency,
        description=asked.description,
        capture=asked.capture,
        status=PaymentStatus.INITIATED,
        expires_at=dbtime.now() + timedelta(days=asked.days),
        attempts=0,
        created_at=now,
        updated_at=now,
    )


@transaction.atomic(durable=True)
def request_change(*, payment_id: UUID, change: Change, seen: frozenset[str]) -> Payment:
    """Raises NotFound, PreconditionFailed, InvalidState once somebody pays it or it is over, ValidationFailed."""
    payment = locks.payment(payment_id)
    etags.require(seen, tag(payment))
    _must_be_open(payment)
    for name, value in _changes(payment, change).items():
        setattr(payment, name, value)
    payment.version += 1
    payment.updated_at = clock.now()
    payment.save(update_fields=["amount", "description", "expires_at", "version", "updated_at"])
    share_change(payment)
    happened(payment, Kind.CHANGED)
    _audited("payment.request_changed", payment)
    failpoint("payments.change.before-commit")
    return payment


def _changes(payment: Payment, change: Change) -> dict[str, Any]:
    amount = None if change.amount is None else change.amount.minor_units
    named = {"amount": amount, "description": change.description, "expires_at": change.expires_at}
    if change.amount is not None and change.amount.currency != payment.currency:
        raise ValidationFailed(errors=[FieldError("/currency", "invalid", f"It was asked for in {payment.currency}.")])
    if change.expires_at is not None and not _soon(change.expires_at):
        told = f"Later than now, and within {LONGEST.days} days."
        raise ValidationFailed(errors=[FieldError("/expires_at", "out-of-range", told)])
    return {name: value for name, value in named.items() if value is not None}


def _soon(moment: datetime) -> bool:
    now = dbtime.now()
    return now < moment <= now + LONGEST


@transaction.atomic(durable=True)
def request_cancel(*, payment_id: UUID, ending: Ending) -> Payment:
    """Cancelled already: as it is. Raises NotFound, and InvalidState once somebody pays it: of the two one wins."""
    payment = locks.payment(payment_id)
    if payment.status == PaymentStatus.CANCELLED:
        return payment
    must_be_request(payment)
    if not _end(payment, ending):
        raise not_possible(payment)
    _audited("payment.request_cancelled", payment)
    failpoint("payments.cancel.before-commit")
    return payment


@transaction.atomic(durable=True)
def request_expire(*, payment_id: UUID) -> bool:
    """False when it was paid, prolonged or withdrawn meanwhile."""
    payment = locks.payment(payment_id)
    over = payment.expires_at is not None and payment.expires_at <= dbtime.now()
    ended = over and _end(payment, Ending.EXPIRED)
    failpoint("payments.expire.before-commit")
    return ended


def _end(payment: Payment, ending: Ending) -> bool:
    ended = steps.move(payment, PaymentStatus.CANCELLED, decline_code=ending)
    if ended:
        happened(payment, Kind.EXPIRED if ending is Ending.EXPIRED else Kind.CANCELLED, note=ending)
        events.failed(payment)
    return ended


@transaction.atomic(durable=True)
def request_pay_begin(*, payment_id: UUID, means: Means) -> tuple[Payment, bool]:
    """The request, and whether it is for the caller to send it to the provider now.

    False: this key has begun to pay it before, with whatever came of it. Raises NotFound, InvalidState, PriceChanged.
    """
    payment = locks.payment(payment_id)
    if payment.paid_under == means.key:
        return payment, False
    _must_be_open(payment)
    if means.shown not in {None, payment.money}:
        raise PriceChanged(amount=payment.money.decimal(), currency=payment.currency)
    steps.move(
        payment,
        PaymentStatus.PROCESSING,
        attempt=payment.attempt + 1,
        paid_under=means.key,
        method=means.method,
        token=means.token,
        charge_id="",
        decline_code="",
        attempts=1,
        next_attempt_at=steps.lease(),
    )
    happened(payment, Kind.ATTEMPTED)
    failpoint("payments.pay.before-commit")
    return payment, True


def must_be_request(payment: Payment) -> None:
    """InvalidState for what an order pays."""
    if payment.type != PaymentType.REQUEST:
        raise InvalidState("This is an order's payment: the order takes it, or lets it go.")


def _must_be_open(payment: Payment) -> None:
    must_be_request(payment)
    if payment.status != PaymentStatus.INITIATED:
        raise not_possible(payment)
    if payment.expires_at is not None and payment.expires_at <= dbtime.now():
        raise InvalidState("The time for paying this is over.", payment_status=payment.status)


def _audited(action: str, payment: Payment) -> None:
    told: dict[str, JsonValue] = {"amount": payment.amount, "currency": payment.currency}
    audited(action, resource="payment", resource_id=str(payment.pk), details=told)
