"""Tables of money. What must never be, the database refuses: these constraints hold whatever the code does."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from payments_service.payments.domain.history import Kind
from payments_service.payments.domain.ledger import Account
from payments_service.payments.domain.payment import (
    ONLY_CHECKOUTS,
    ONLY_REQUESTS,
    TAKEN,
    WITHOUT_EFFECT,
    CaptureMode,
    PaymentStatus,
    PaymentType,
)
from payments_service.payments.domain.refund import RefundStatus
from servicekit.ids import uuid7
from servicekit.money import Money


def choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class Payment(models.Model):
    """Amounts are minor units of `currency`. An order's payment, or a request that a vendor made of a customer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    idempotency_key = models.CharField(max_length=255, unique=True)
    fingerprint = models.CharField(max_length=64)
    type = models.CharField(max_length=10, choices=choices(PaymentType), default=PaymentType.CHECKOUT)
    order_id = models.UUIDField(null=True, blank=True)
    # Who asked for it, and for which organisation he sells; of an order's payment the shares say whose it is.
    vendor_id = models.UUIDField(null=True, blank=True)
    organisation_id = models.CharField(max_length=36, blank=True)
    description = models.CharField(max_length=200, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    capture = models.CharField(max_length=10, choices=choices(CaptureMode), default=CaptureMode.MANUAL)
    # How often people have changed it: the ETag of a request.
    version = models.PositiveIntegerField(default=1)
    # Of a request: how often paying it was begun, and under which key the last time.
    attempt = models.PositiveIntegerField(default=0)
    paid_under = models.CharField(max_length=255, blank=True)
    customer_id = models.UUIDField()
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    captured = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    # Promised to the customer, not yet confirmed by the provider.
    refunding = models.BigIntegerField(default=0)
    status = models.CharField(max_length=20, choices=choices(PaymentStatus), default=PaymentStatus.PROCESSING)
    method = models.CharField(max_length=20, blank=True)
    # Kept only while the provider may have to be asked again.
    token = models.CharField(max_length=255, blank=True)
    charge_id = models.CharField(max_length=255, blank=True)
    decline_code = models.CharField(max_length=60, blank=True)
    attempts = models.PositiveIntegerField(default=1)
    # Nobody else touches the row before this instant; afterwards anybody may. Null: nothing is left to do.
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    order_confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(name="payment_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="payment_captured_within_amount", condition=Q(captured__gte=0, captured__lte=F("amount"))
            ),
            models.CheckConstraint(
                name="payment_refunds_within_captured",
                condition=Q(refunded__gte=0, refunding__gte=0, captured__gte=F("refunded") + F("refunding")),
            ),
            models.CheckConstraint(
                name="payment_captured_when_taken",
                condition=Q(status__in=sorted(TAKEN), captured__gt=0) | (~Q(status__in=sorted(TAKEN)) & Q(captured=0)),
            ),
            models.CheckConstraint(
                name="payment_of_an_order_or_a_request",
                condition=Q(type=PaymentType.CHECKOUT, order_id__isnull=False) & ~Q(status__in=sorted(ONLY_REQUESTS))
                | Q(type=PaymentType.REQUEST, order_id__isnull=True, expires_at__isnull=False)
                & ~Q(status__in=sorted(ONLY_CHECKOUTS)),
            ),
            models.UniqueConstraint(
                name="payment_one_per_order", fields=["order_id"], condition=~Q(status__in=sorted(WITHOUT_EFFECT))
            ),
            models.UniqueConstraint(name="payment_charge", fields=["charge_id"], condition=~Q(charge_id="")),
        ]
        indexes = [
            # selectors.payments_of
            models.Index(name="payment_customer", fields=["customer_id", "-created_at", "-id"]),
            # selectors.all_payments
            models.Index(name="payment_newest", fields=["-created_at", "-id"]),
            # selectors.payments_due
            models.Index(name="payment_due", fields=["next_attempt_at"], condition=Q(next_attempt_at__isnull=False)),
            # selectors.payments_of_order, handlers.order_confirmed
            models.Index(name="payment_order", fields=["order_id"]),
            # selectors.payments_sold_by
            models.Index(name="payment_vendor", fields=["vendor_id"], condition=Q(vendor_id__isnull=False)),
            # selectors.requests_overdue
            models.Index(name="payment_expiry", fields=["expires_at"], condition=Q(status=PaymentStatus.INITIATED)),
        ]

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def state(self) -> PaymentStatus:
        return PaymentStatus(self.status)


class Refund(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    idempotency_key = models.CharField(max_length=255, unique=True)
    amount = models.BigIntegerField()
    # Who of the staff asked for it, and why; empty for one that the mesh made by itself.
    asked_by = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=choices(RefundStatus), default=RefundStatus.PENDING)
    refusal_code = models.CharField(max_length=60, blank=True)
    attempts = models.PositiveIntegerField(default=1)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="refund_amount_positive", condition=Q(amount__gt=0))]
        indexes = [
            # selectors.refunds
            models.Index(name="refund_newest", fields=["-created_at", "-id"]),
            # selectors.refunds_due
            models.Index(name="refund_due", fields=["next_attempt_at"], condition=Q(next_attempt_at__isnull=False)),
        ]

    @property
    def state(self) -> RefundStatus:
        return RefundStatus(self.status)


class LedgerEntry(models.Model):
    """One leg of a transaction; the legs of one `transaction` sum to zero. Rows are only ever added."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="ledger_entries")
    # "capture:<payment>" or "refund:<refund>": what happened once is entered once.
    transaction = models.CharField(max_length=60)
    account = models.CharField(max_length=20, choices=choices(Account))
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="ledger_entry_once", fields=["transaction", "account"]),
            models.CheckConstraint(name="ledger_entry_not_zero", condition=~Q(amount=0)),
        ]
        indexes = [
            # selectors.balances: answered from the index alone
            models.Index(name="ledger_balance", fields=["currency", "account", "amount"]),
        ]


class PaymentShare(models.Model):
    """What of a payment is whose. The shares of one payment sum to its amount; an empty organisation is the shop."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="shares")
    organisation_id = models.CharField(max_length=36, blank=True)
    amount = models.BigIntegerField()
    refunded = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="payment_share_once", fields=["payment", "organisation_id"]),
            models.CheckConstraint(
                name="payment_share_refunded_within_amount", condition=Q(refunded__gte=0, refunded__lte=F("amount"))
            ),
        ]
        indexes = [
            # selectors.payments_sold_by, reports by vendor
            models.Index(name="payment_share_organisation", fields=["organisation_id", "payment"]),
        ]


class PaymentEvent(models.Model):
    """The history of a payment: one row per change, written in the transaction of the change, never changed."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="history")
    kind = models.CharField(max_length=20, choices=choices(Kind))
    # Of the payment, after this.
    status = models.CharField(max_length=20, choices=choices(PaymentStatus))
    # What this was about: the amount asked for, held, taken or given back.
    amount = models.BigIntegerField()
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            # selectors.history
            models.Index(name="payment_event_newest", fields=["-at", "-id"]),
            models.Index(name="payment_event_payment", fields=["payment", "-at", "-id"]),
        ]


class LateLook(models.Model):
    """A hold that may still arrive for an attempt that was given up, when the request was paid anew meanwhile."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="late_looks")
    attempt = models.PositiveIntegerField()
    # The worker's turn; moved on when the provider does not answer.
    due_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="late_look_once", fields=["payment", "attempt"])]
        indexes = [
            # selectors.late_looks_due
            models.Index(name="late_look_due", fields=["due_at"]),
        ]
