"""Giving money back by hand. Whoever does it proved a second factor just now: see protos/roles.toml."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from payments_service import wiring
from payments_service.payments import refunding, visible
from payments_service.payments.api.history import PAGE, PAGE_SIZE
from payments_service.payments.api.serializers import EXAMPLE, PaymentSerializer, Period
from payments_service.payments.domain import keys
from payments_service.payments.domain.errors import CardDataNotAllowed
from payments_service.payments.domain.refund import RefundStatus
from payments_service.payments.models import Refund
from payments_service.payments.periods import instants
from servicekit.api.query import known_parameters, validated
from servicekit.api.schema import refusals
from servicekit.api.serializers import DecimalAmount, Strict, StrictText
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from servicekit.card_data import contains_card_number
from servicekit.errors import FieldError, ValidationFailed
from servicekit.idempotency.decorator import idempotent
from servicekit.idempotency.execution import Execution
from servicekit.money import Money

PART = OpenApiExample("A part", request_only=True, value={"amount": "29.00", "reason": "Arrived with a scratch"})
REST = OpenApiExample("All that is left", request_only=True, value={})
MADE = OpenApiExample(
    "A part was given back",
    response_only=True,
    status_codes=["201"],
    value={
        "id": "019353a0-9a5c-7c9e-b7b2-6a1d7f0e4c11",
        "amount": "29.00",
        "currency": "EUR",
        "reason": "Arrived with a scratch",
        "status": "succeeded",
        "created_at": "2026-03-03T10:00:00Z",
        "payment": EXAMPLE.value | {"refunded": "29.00", "status": "partially_refunded"},
    },
)

LISTED = OpenApiExample(
    "A refund",
    response_only=True,
    value={
        "id": "019353a0-9a5c-7c9e-b7b2-6a1d7f0e4c11",
        "payment_id": "5f0f3c0e-6b1c-5d0f-9a70-3a1f6f3c1b11",
        "amount": "29.00",
        "currency": "EUR",
        "reason": "Arrived with a scratch",
        "status": "succeeded",
        "refusal_code": None,
        "created_at": "2026-03-03T10:00:00Z",
        "updated_at": "2026-03-03T10:00:01Z",
    },
)


@extend_schema_serializer(examples=[PART, REST])
class RefundInput(Strict):
    """How much to give back, and why."""

    amount = DecimalAmount(required=False, help_text='A decimal string, "29.00"; all that is left when left out.')
    reason = StrictText(max_length=200, required=False, allow_blank=True, default="", help_text="For the books.")

    def validate_reason(self, reason: str) -> str:
        if contains_card_number(reason):
            raise CardDataNotAllowed(errors=[FieldError("/reason", "card-data-not-allowed", "No card numbers here.")])
        return reason


@extend_schema_serializer(examples=[LISTED])
class RefundEntry(serializers.Serializer[Refund]):
    """A refund, whatever became of it."""

    id = serializers.UUIDField()
    payment_id = serializers.UUIDField()
    amount = serializers.SerializerMethodField(help_text="What was promised to the customer by this refund.")
    currency = serializers.CharField(source="payment.currency")
    reason = serializers.CharField(allow_blank=True)
    status = serializers.ChoiceField(choices=[status.value for status in RefundStatus])
    refusal_code = serializers.SerializerMethodField(help_text="Why the provider refused; null otherwise.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    def get_amount(self, refund: Refund) -> str:
        return Money(refund.amount, refund.payment.currency).decimal()

    def get_refusal_code(self, refund: Refund) -> str | None:
        return refund.refusal_code or None


@extend_schema_serializer(examples=[MADE])
class RefundOutput(serializers.Serializer[Refund]):
    """A refund, and the payment after it."""

    id = serializers.UUIDField()
    amount = serializers.SerializerMethodField(help_text="What was given back by this refund.")
    currency = serializers.CharField(source="payment.currency")
    reason = serializers.CharField(allow_blank=True)
    status = serializers.ChoiceField(choices=[RefundStatus.SUCCEEDED.value])
    created_at = serializers.DateTimeField()
    payment = PaymentSerializer()

    def get_amount(self, refund: Refund) -> str:
        return Money(refund.amount, refund.payment.currency).decimal()


class RefundList(GenericAPIView[Refund]):
    permission_classes = (May.of("payments.read"),)
    serializer_class = RefundEntry
    queryset = Refund.objects.none()

    @extend_schema(
        operation_id="payments_refunds_list",
        summary="List refunds",
        description="Of the payments you may read, newest first.",
        tags=["payments"],
        parameters=[Period, PAGE, PAGE_SIZE],
        responses=RefundEntry(many=True),
    )
    def get(self, request: Request) -> Response:
        found = visible.refunds(asking(request)).filter(**instants("created_at", validated(request, Period)))
        page = self.paginate_queryset(found) or []
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class RefundsView(GenericAPIView[Refund]):
    permission_classes = (May.by(get="payments.read", post="payments.refund"),)
    serializer_class = RefundEntry
    queryset = Refund.objects.none()

    @extend_schema(
        operation_id="payments_refunds",
        summary="Refunds of a payment",
        description="Newest first.",
        tags=["payments"],
        parameters=[PAGE, PAGE_SIZE],
        responses=RefundEntry(many=True),
    )
    def get(self, request: Request, payment_id: UUID) -> Response:
        known_parameters(request, ())
        user = asking(request)
        payment = visible.payment(user, "payments.read", payment_id)
        page = self.paginate_queryset(visible.refunds(user).filter(payment=payment)) or []
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        operation_id="payments_refund",
        summary="Give money back",
        description="A part of a captured payment, or all that is left of it (a vendor: of what the organisation asked "
        "for); never more than was captured, whatever "
        "is asked for at the same time. Asks for a second factor shown within five minutes. While the provider does "
        "not answer this is a 503: the refund is promised and finished in the background, and sending the same request "
        "with the same Idempotency-Key tells how it ended.",
        tags=["payments"],
        request=RefundInput,
        responses={
            201: RefundOutput,
            **refusals(
                {
                    400: "validation-error · idempotency-key-required · card-data-not-allowed",
                    409: "refund-exceeds-captured (`refundable`: what is left, in minor units) · invalid-state: it was "
                    "not captured · refund-refused: by the provider · idempotency-in-progress",
                    422: "idempotency-key-reused: this key belongs to another body.",
                    504: "deadline-exceeded: try again with the same key.",
                }
            ),
        },
    )
    @idempotent()
    def post(self, request: Request, execution: Execution, payment_id: UUID) -> Response:
        known_parameters(request, ())
        user = asking(request)
        payment = visible.request_made(user, "payments.refund", payment_id)
        asked = RefundInput(data=request.data)
        asked.is_valid(raise_exception=True)
        refund = refunding.refund_make(
            idempotency_key=keys.of_request(UUID(user.id), execution.key),
            payment_id=payment.pk,
            amount=_amount(asked.validated_data, payment.currency),
            provider=wiring.provider(),
            reason=asked.validated_data["reason"],
            asked_by=UUID(user.id),
        )
        return Response(RefundOutput(refund).data, status=201)


def _amount(asked: dict[str, Any], currency: str) -> Money | None:
    if "amount" not in asked:
        return None
    try:
        amount = Money.parse(asked["amount"], currency)
    except ValueError as error:
        raise ValidationFailed(errors=[FieldError("/amount", "invalid", f"{error}.")]) from None
    if not amount:
        raise ValidationFailed(errors=[FieldError("/amount", "min-value", "More than zero.")])
    return amount
