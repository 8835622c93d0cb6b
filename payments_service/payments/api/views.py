"""Payments, and the requests that vendors make of customers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from payments_service import wiring
from payments_service.payments import processing, visible
from payments_service.payments.api import asking_for, inputs
from payments_service.payments.api.serializers import PaymentFilters, PaymentSerializer, statuses_shown_as
from payments_service.payments.models import Payment
from payments_service.payments.periods import instants
from payments_service.payments.services import requests
from servicekit.api import etags
from servicekit.api.query import known_parameters, validated
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from servicekit.idempotency.decorator import idempotent
from servicekit.idempotency.execution import Execution

NOT_NOW = "invalid-state: somebody is paying it, it is over, or it belongs to an order"


class PaymentList(GenericAPIView[Payment]):
    permission_classes = (May.by(get="payments.read", post="payments.pay"),)
    serializer_class = PaymentSerializer
    queryset = Payment.objects.none()

    @extend_schema(
        operation_id="payments_list",
        summary="List payments",
        description="Your own payments, newest first, and what you are asked to pay; a vendor's requests and the "
        "payments with a `share` of the organisation; admin, staff and viewer see everybody's.",
        tags=["payments"],
        parameters=[
            PaymentFilters,
            OpenApiParameter("page", int, description="From 1."),
            OpenApiParameter("page_size", int, description="1 to 100; 20 when left out."),
        ],
        responses=PaymentSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = _filtered(visible.payments(asking(request)), validated(request, PaymentFilters))
        page = self.paginate_queryset(found) or []
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        operation_id="payments_create",
        summary="Ask for a payment, or pay one",
        description="`type: initiate` asks the customer with that e-mail address for money (permission "
        "payments.request). `type: payment` pays such a request: only the customer it names can. Paid at most once, "
        "whatever is sent at the same time; after a decline it can be paid again with a new Idempotency-Key.",
        tags=["payments"],
        request=inputs.PAYMENT_INPUT,
        responses={
            201: PaymentSerializer,
            202: PaymentSerializer,
            **refusals(
                {
                    400: "validation-error (unknown-customer at /customer_email) · idempotency-key-required · "
                    "card-data-not-allowed",
                    402: "payment-declined (`decline_code`)",
                    404: "not-found: no request that names you",
                    409: f"{NOT_NOW} · price-changed (`amount`: what it asks for now) · idempotency-in-progress",
                    422: "idempotency-key-reused: this key belongs to another body.",
                    504: "deadline-exceeded: try again with the same key.",
                }
            ),
        },
    )
    @idempotent()
    def post(self, request: Request, execution: Execution) -> Response:
        known_parameters(request, ())
        inputs.refuse_card_numbers(request.data)
        asked = inputs.kind_of(request.data)(data=request.data)
        asked.is_valid(raise_exception=True)
        deed = asking_for.initiated if isinstance(asked, inputs.InitiateInput) else asking_for.paid
        return deed(request, asked.validated_data, execution.key)


class PaymentDetail(GenericAPIView[Payment]):
    permission_classes = (May.by(get="payments.read", put="payments.request", delete="payments.cancel"),)
    serializer_class = PaymentSerializer
    queryset = Payment.objects.none()
    pagination_class = None

    @extend_schema(
        operation_id="payments_read",
        summary="Read a payment",
        description="Somebody else's payment is answered like one that does not exist.",
        tags=["payments"],
        responses=PaymentSerializer,
    )
    def get(self, request: Request, payment_id: UUID) -> Response:
        known_parameters(request, ())
        return shown(visible.payment(asking(request), "payments.read", payment_id))

    @extend_schema(
        operation_id="payments_change",
        summary="Change a payment request",
        description="What it asks for, what it is for and until when, while nobody pays it.",
        tags=["payments"],
        parameters=[etags.IF_MATCH],
        request=inputs.ChangeInput,
        responses={
            200: PaymentSerializer,
            **refusals({**etags.REFUSALS, 400: "validation-error · card-data-not-allowed", 409: NOT_NOW}),
        },
    )
    def put(self, request: Request, payment_id: UUID) -> Response:
        known_parameters(request, ())
        payment = visible.request_made(asking(request), "payments.request", payment_id)
        seen = etags.seen(request.headers.get("If-Match"))
        inputs.refuse_card_numbers(request.data)
        asked = inputs.ChangeInput(data=request.data)
        asked.is_valid(raise_exception=True)
        change = asking_for.change(asked.validated_data, payment.currency)
        return shown(requests.request_change(payment_id=payment.pk, change=change, seen=seen))

    @extend_schema(
        operation_id="payments_cancel",
        summary="Cancel a payment request",
        description="Whoever asked withdraws it; the customer it names turns it down. What is only held is let go by "
        "whoever asked.",
        tags=["payments"],
        responses={200: PaymentSerializer, **refusals({400: "unknown-parameter", 409: NOT_NOW})},
    )
    def delete(self, request: Request, payment_id: UUID) -> Response:
        known_parameters(request, ())
        return shown(asking_for.cancelled(asking(request), payment_id))


class PaymentStatusView(GenericAPIView[Payment]):
    permission_classes = (May.by(post="payments.request"),)
    serializer_class = PaymentSerializer
    queryset = Payment.objects.none()
    pagination_class = None

    @extend_schema(
        operation_id="payments_status",
        summary="Take what is held, or let it go",
        description="Of a request with `capture: manual`. An order's payment is its order's to settle. Sent again it "
        "changes nothing.",
        tags=["payments"],
        request=inputs.StatusInput,
        responses={200: PaymentSerializer, **refusals({400: "validation-error", 409: NOT_NOW})},
    )
    def post(self, request: Request, payment_id: UUID) -> Response:
        known_parameters(request, ())
        payment = visible.request_made(asking(request), "payments.request", payment_id)
        asked = inputs.StatusInput(data=request.data)
        asked.is_valid(raise_exception=True)
        requests.must_be_request(payment)
        if asked.validated_data["status"] == "completed":
            return shown(processing.payment_capture(payment_id=payment.pk, provider=wiring.provider()))
        return shown(asking_for.withdrawn(payment))


def shown(payment: Payment, *, status: int = 200) -> Response:
    return Response(PaymentSerializer(payment).data, status=status, headers={"ETag": requests.tag(payment)})


def _filtered(payments: QuerySet[Payment], filters: dict[str, Any]) -> QuerySet[Payment]:
    if "status" in filters:
        payments = payments.filter(status__in=statuses_shown_as(filters["status"]))
    if "order_id" in filters:
        payments = payments.filter(order_id=filters["order_id"])
    if "type" in filters:
        payments = payments.filter(type=filters["type"])
    return payments.filter(**instants("created_at", filters))
