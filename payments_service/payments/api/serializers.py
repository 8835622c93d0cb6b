"""What a payment looks like over REST. Customers do not see our steps with the provider: those are `processing`."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from payments_service.payments.domain.payment import CaptureMode, PaymentStatus, PaymentType
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
        "type": "checkout",
        "order_id": "0198f3a2-9d3e-7c11-b1a5-5c7d1f0e2a42",
        "customer_id": "1c1f7a84-58de-5a5c-8d47-2f6f0c3f5e0d",
        "amount": "129.00",
        "currency": "EUR",
        "captured": "129.00",
        "refunded": "0.00",
        "share": None,
        "status": "completed",
        "method": "card",
        "decline_code": None,
        "description": "",
        "vendor_id": None,
        "organisation_id": None,
        "capture": "manual",
        "expires_at": None,
        "created_at": "2026-03-01T09:30:00Z",
        "updated_at": "2026-03-01T09:30:01Z",
    },
    response_only=True,
)


@extend_schema_serializer(examples=[EXAMPLE])
class PaymentSerializer(serializers.Serializer[Payment]):
    id = serializers.UUIDField()
    type = serializers.ChoiceField(choices=[each.value for each in PaymentType], help_text="An order's, or a request.")
    order_id = serializers.UUIDField(allow_null=True, help_text="Null of a request.")
    customer_id = serializers.UUIDField()
    amount = serializers.SerializerMethodField(help_text='What was asked for, as a decimal string: "129.00".')
    currency = serializers.ChoiceField(choices=sorted(DIGITS))
    captured = serializers.SerializerMethodField(help_text="What was taken; zero until then.")
    refunded = serializers.SerializerMethodField(help_text="What was given back; never more than was taken.")
    share = serializers.SerializerMethodField(help_text="What of it your organisation sold; null where you sell none.")
    status = serializers.SerializerMethodField()
    method = serializers.CharField(allow_blank=True, help_text="Empty until somebody pays.")
    decline_code = serializers.SerializerMethodField(
        help_text="Why there is no money: the provider's code, `provider_error`, `hold_expired`, or of a request "
        "`withdrawn`, `turned_down`, `expired`; null otherwise. A request that is `initiated` can be paid again."
    )
    description = serializers.CharField(allow_blank=True)
    vendor_id = serializers.UUIDField(allow_null=True, help_text="Who asked for it; null of an order's.")
    organisation_id = serializers.SerializerMethodField(help_text="Which organisation asked for it; null if none.")
    capture = serializers.ChoiceField(choices=[each.value for each in CaptureMode])
    expires_at = serializers.DateTimeField(allow_null=True, help_text="Until when a request can be paid.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    def get_amount(self, payment: Payment) -> str:
        return Money(payment.amount, payment.currency).decimal()

    def get_captured(self, payment: Payment) -> str:
        return Money(payment.captured, payment.currency).decimal()

    def get_refunded(self, payment: Payment) -> str:
        return Money(payment.refunded, payment.currency).decimal()

    def get_share(self, payment: Payment) -> str | None:
        share = getattr(payment, "share", None)
        return None if share is None else Money(share, payment.currency).decimal()

    def get_organisation_id(self, payment: Payment) -> str | None:
        return payment.organisation_id or None

    @extend_schema_field(serializers.ChoiceField(choices=PUBLIC_STATUSES))
    def get_status(self, payment: Payment) -> str:
        return STATUSES[payment.state]

    def get_decline_code(self, payment: Payment) -> str | None:
        return payment.decline_code or None


class Period(Strict):
    """Days of UTC, both included."""

    # `from` is a word of the language, so it cannot be assigned to as the other fields are.
    vars()["from"] = serializers.DateField(required=False, help_text="A day of UTC, `2026-03-01`; included.")
    to = serializers.DateField(required=False, help_text="A day of UTC; included.")

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        if "from" in asked and "to" in asked and asked["from"] > asked["to"]:
            raise serializers.ValidationError({"to": ["Not before `from`."]}, code="out-of-range")
        return asked


class PaymentFilters(Period):
    """Query parameters of the list."""

    status = serializers.ChoiceField(choices=PUBLIC_STATUSES, required=False)
    order_id = serializers.UUIDField(required=False)
    type = serializers.ChoiceField(choices=[each.value for each in PaymentType], required=False)


def statuses_shown_as(public: str) -> list[PaymentStatus]:
    return sorted(status for status, shown in STATUSES.items() if shown == public)
