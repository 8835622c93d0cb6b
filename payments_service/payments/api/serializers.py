"""What a payment looks like over REST. Customers do not see our steps with the provider: those are `processing`."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.models import Payment
from servicekit.api.serializers import Strict
from servicekit.money import DIGITS, Money

STATUSES: dict[PaymentStatus, str] = {
    PaymentStatus.PENDING: "processing",
    PaymentStatus.PROCESSING: "processing",
    PaymentStatus.UNKNOWN: "processing",
    PaymentStatus.AUTHORIZED: "authorized",
    PaymentStatus.DECLINED: "failed",
    PaymentStatus.CAPTURING: "processing",
    PaymentStatus.CAPTURED: "completed",
    PaymentStatus.VOIDING: "processing",
    PaymentStatus.VOIDED: "cancelled",
    PaymentStatus.PARTIALLY_REFUNDED: "partially_refunded",
    PaymentStatus.REFUNDED: "refunded",
    PaymentStatus.INITIATED: "initiated",
    PaymentStatus.CANCELLED: "cancelled",
}
PUBLIC_STATUSES = sorted(set(STATUSES.values()))

EXAMPLE = OpenApiExample(
    "A captured payment",
    value={
        "id": "5f0f3c0e-6b1c-5d0f-9a70-3a1f6f3c1b11",
        "order_id": "0198f3a2-9d3e-7c11-b1a5-5c7d1f0e2a42",
        "customer_id": "1c1f7a84-58de-5a5c-8d47-2f6f0c3f5e0d",
        "amount": "129.00",
        "currency": "EUR",
        "captured": "129.00",
        "refunded": "0.00",
        "status": "completed",
        "method": "card",
        "decline_code": None,
        "created_at": "2026-03-01T09:30:00Z",
        "updated_at": "2026-03-01T09:30:01Z",
    },
    response_only=True,
)


@extend_schema_serializer(examples=[EXAMPLE])
class PaymentSerializer(serializers.Serializer[Payment]):
    id = serializers.UUIDField()
    order_id = serializers.UUIDField()
    customer_id = serializers.UUIDField()
    amount = serializers.SerializerMethodField(help_text='What was asked for, as a decimal string: "129.00".')
    currency = serializers.ChoiceField(choices=sorted(DIGITS))
    captured = serializers.SerializerMethodField(help_text="What was taken; zero until then.")
    refunded = serializers.SerializerMethodField(help_text="What was given back; never more than was taken.")
    status = serializers.SerializerMethodField()
    method = serializers.CharField()
    decline_code = serializers.SerializerMethodField(help_text="Why the provider refused; null otherwise.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    def get_amount(self, payment: Payment) -> str:
        return Money(payment.amount, payment.currency).decimal()

    def get_captured(self, payment: Payment) -> str:
        return Money(payment.captured, payment.currency).decimal()

    def get_refunded(self, payment: Payment) -> str:
        return Money(payment.refunded, payment.currency).decimal()

    @extend_schema_field(serializers.ChoiceField(choices=PUBLIC_STATUSES))
    def get_status(self, payment: Payment) -> str:
        return STATUSES[payment.state]

    def get_decline_code(self, payment: Payment) -> str | None:
        return payment.decline_code or None


class PaymentFilters(Strict):
    """Query parameters of the list."""

    status = serializers.ChoiceField(choices=PUBLIC_STATUSES, required=False)
    order_id = serializers.UUIDField(required=False)


def statuses_shown_as(public: str) -> list[PaymentStatus]:
    return sorted(status for status, shown in STATUSES.items() if shown == public)
