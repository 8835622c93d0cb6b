"""Where checkouts and refunds stand, for those who look after them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from order_service.orders import selectors
from order_service.orders.api.serializers import SagaOutput
from order_service.orders.models import Saga
from order_service.orders.sagas import saga_retry
from servicekit.api.query import known_parameters, validated
from servicekit.api.schema import refusals
from servicekit.api.serializers import NoFields
from servicekit.auth.permissions import May

TAGS = ["sagas"]


class SagaFilters(serializers.Serializer[Any]):
    state = serializers.ChoiceField(
        choices=["open", "stuck", "all"],
        default="open",
        help_text="`open`: not finished; `stuck`: not finished and not getting on for five minutes.",
    )
    order_id = serializers.UUIDField(required=False)


class SagasView(ListAPIView[Saga]):
    permission_classes = (May.of("orders.saga"),)
    serializer_class = SagaOutput

    def get_queryset(self) -> QuerySet[Saga]:
        return selectors.sagas(**validated(self.request, SagaFilters))

    @extend_schema(
        operation_id="sagas_list",
        summary="Checkouts and refunds, step by step, newest order first",
        description="What is not finished, unless `state` says otherwise. Attempts that held no stock are among `all`.",
        tags=TAGS,
        parameters=[SagaFilters],
        responses=SagaOutput(many=True),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class OrderSagaView(APIView):
    permission_classes = (May.of("orders.saga"),)

    @extend_schema(
        operation_id="sagas_retrieve",
        summary="Where one order's checkout stands",
        description="Each step with its moment, what it came back with and what went wrong.",
        tags=TAGS,
        responses=SagaOutput,
    )
    def get(self, request: Request, order_id: UUID) -> Response:
        known_parameters(request, ())
        return Response(SagaOutput(selectors.saga_of_order(order_id)).data)


class SagaRetryView(APIView):
    permission_classes = (May.of("orders.status"),)

    @extend_schema(
        operation_id="sagas_retry",
        summary="Try again at once",
        description=(
            "Ends the pause before the next attempt; the recovery worker takes the saga up within a second. Whoever is "
            "working on it already is left alone."
        ),
        tags=TAGS,
        request=NoFields,
        responses={
            200: SagaOutput,
            **refusals({409: "invalid-state (`saga_state`): it is over, there is nothing left to try."}),
        },
    )
    def post(self, request: Request, order_id: UUID) -> Response:
        known_parameters(request, ())
        NoFields(data=request.data).is_valid(raise_exception=True)
        return Response(SagaOutput(saga_retry(order_id=order_id)).data)
