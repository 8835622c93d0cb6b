"""What happened to payments, newest first."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from payments_service.payments import visible
from payments_service.payments.api.serializers import PUBLIC_STATUSES, STATUSES, Period
from payments_service.payments.domain.history import Kind
from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.models import PaymentEvent
from payments_service.payments.periods import instants
from servicekit.api.query import validated
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from servicekit.money import Money

PAGE = OpenApiParameter("page", int, description="From 1.")
PAGE_SIZE = OpenApiParameter("page_size", int, description="1 to 100; 20 when left out.")

EXAMPLE = OpenApiExample(
    "Money was taken",
    response_only=True,
    value={
        "payment_id": "5f0f3c0e-6b1c-5d0f-9a70-3a1f6f3c1b11",
        "kind": "captured",
        "status": "completed",
        "amount": "129.00",
        "currency": "EUR",
        "at": "2026-03-01T09:30:01Z",
        "note": "",
    },
)


class HistoryQuery(Period):
    payment_id = serializers.UUIDField(required=False)


@extend_schema_serializer(examples=[EXAMPLE])
class HistoryEntry(serializers.Serializer[PaymentEvent]):
    payment_id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=[kind.value for kind in Kind])
    status = serializers.SerializerMethodField(help_text="Of the payment, after this.")
    amount = serializers.SerializerMethodField(help_text="What this was about, as a decimal string.")
    currency = serializers.CharField(source="payment.currency")
    at = serializers.DateTimeField()
    note = serializers.CharField(allow_blank=True, help_text="Why: a decline code, or how a request ended.")

    @extend_schema_field(serializers.ChoiceField(choices=PUBLIC_STATUSES))
    def get_status(self, event: PaymentEvent) -> str:
        return STATUSES[PaymentStatus(event.status)]

    def get_amount(self, event: PaymentEvent) -> str:
        return Money(event.amount, event.payment.currency).decimal()


class HistoryView(GenericAPIView[PaymentEvent]):
    permission_classes = (May.of("payments.read"),)
    serializer_class = HistoryEntry
    queryset = PaymentEvent.objects.none()

    @extend_schema(
        operation_id="payments_history",
        summary="What happened to payments",
        description="Every change of the payments you may read, newest first.",
        tags=["payments"],
        parameters=[HistoryQuery, PAGE, PAGE_SIZE],
        responses=HistoryEntry(many=True),
    )
    def get(self, request: Request) -> Response:
        asked: dict[str, Any] = validated(request, HistoryQuery)
        found = visible.history(asking(request)).filter(**instants("at", asked))
        if "payment_id" in asked:
            found = found.filter(payment=asked["payment_id"])
        page = self.paginate_queryset(found) or []
        return self.get_paginated_response(self.get_serializer(page, many=True).data)
