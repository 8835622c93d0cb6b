from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from payments_service.payments import selectors
from payments_service.payments.api.serializers import PaymentFilters, PaymentSerializer, statuses_shown_as
from payments_service.payments.models import Payment
from servicekit.api.query import known_parameters, validated
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May, sees_all
from servicekit.auth.principal import Principal
from servicekit.errors import NotFound


def payments_visible_to(user: Principal, permission: str = "payments.read") -> QuerySet[Payment]:
    """Those the user's permission reaches: everybody's, or his own."""
    return selectors.all_payments() if sees_all(user, permission) else selectors.payments_of(UUID(user.id))


def payment_for(user: Principal, permission: str, payment_id: UUID) -> Payment:
    payment = payments_visible_to(user, permission).filter(pk=payment_id).first()
    if payment is None:
        raise NotFound("There is no such payment.")
    return payment


class PaymentList(GenericAPIView[Payment]):
    permission_classes = (May.of("payments.read"),)
    serializer_class = PaymentSerializer
    queryset = Payment.objects.none()

    @extend_schema(
        operation_id="payments_list",
        summary="List payments",
        description="Your own payments, newest first; admin, staff and viewer see everybody's.",
        tags=["payments"],
        parameters=[
            PaymentFilters,
            OpenApiParameter("page", int, description="From 1."),
            OpenApiParameter("page_size", int, description="1 to 100; 20 when left out."),
        ],
        responses=PaymentSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        found = _filtered(payments_visible_to(asking(request)), validated(request, PaymentFilters))
        page = self.paginate_queryset(found) or []
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class PaymentDetail(GenericAPIView[Payment]):
    permission_classes = (May.of("payments.read"),)
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
        return Response(PaymentSerializer(payment_for(asking(request), "payments.read", payment_id)).data)


def _filtered(payments: QuerySet[Payment], filters: dict[str, Any]) -> QuerySet[Payment]:
    if "status" in filters:
        payments = payments.filter(status__in=statuses_shown_as(filters["status"]))
    if "order_id" in filters:
        payments = payments.filter(order_id=filters["order_id"])
    return payments
