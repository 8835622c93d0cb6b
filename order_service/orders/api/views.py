from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from order_service import wiring
from order_service.cart.api.asking import user_id
from order_service.orders import checkout, rate, selectors
from order_service.orders.api.inputs import CancelInput, OrderInput, StatusInput, refuse_card_numbers
from order_service.orders.api.serializers import OrderOutput
from order_service.orders.domain.order import OrderStatus
from order_service.orders.domain.pricing import WantedLine
from order_service.orders.models import Order
from order_service.orders.services import LEASE, Canceller, NewOrder, order_cancel, order_change_status
from order_service.orders.verdict import refusal
from servicekit.api.query import known_parameters, validated
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May, sees_all
from servicekit.errors import IdempotencyInProgress, NotFound
from servicekit.idempotency.decorator import idempotent
from servicekit.idempotency.execution import Execution

TAGS = ["orders"]
LOCATION = OpenApiParameter(
    "Location", str, OpenApiParameter.HEADER, response=[201, 202], description="Where the order can be read."
)
RATE_LIMIT = [
    OpenApiParameter(name, str, OpenApiParameter.HEADER, response=[201, 202], description=told)
    for name, told in (
        (
            "RateLimit",
            'How many orders are left of this minute\'s, and the seconds until it is over: `"orders";r=99;t=60`.',
        ),
        ("RateLimit-Policy", '`"orders";q=100;w=60`: 100 orders in 60 seconds.'),
    )
]
NUMBER = re.compile(r"(?:SM-)?0*([1-9][0-9]{0,17})", re.IGNORECASE | re.ASCII)


class OwnFilters(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=[status.value for status in OrderStatus], required=False)


class OrderNumber(serializers.CharField):
    """`SM-000123`, or `123`."""

    def to_internal_value(self, data: Any) -> int:  # type: ignore[override]  # the label is text, the value a number
        found = NUMBER.fullmatch(data) if isinstance(data, str) else None
        if found is None:
            raise ValidationError("Write it like SM-000123, or 123.", code="invalid")
        return int(found[1])


class AllFilters(OwnFilters):
    user_id = serializers.UUIDField(required=False, help_text="admin, staff and viewer only, like those below")
    number = OrderNumber(required=False, help_text="`SM-000123`, or `123`.")
    placed_after = serializers.DateTimeField(required=False, help_text="At this moment or later (ISO 8601).")
    placed_before = serializers.DateTimeField(required=False, help_text="Before this moment (ISO 8601).")


class OrdersView(ListAPIView[Order]):
    permission_classes = (May.by(get="orders.read", post="orders.place"),)
    serializer_class = OrderOutput

    def get_queryset(self) -> QuerySet[Order]:
        if _reads_all(self.request):
            return selectors.all_orders(**validated(self.request, AllFilters))
        return selectors.orders_of_customer(user_id(self.request), **validated(self.request, OwnFilters))

    @extend_schema(
        operation_id="orders_list",
        summary="Orders, newest first",
        description=(
            "Customers and vendors see their own. Admin, staff and viewer see all, and filter by `user_id`, `number` "
            "and when it was placed."
        ),
        tags=TAGS,
        parameters=[AllFilters],
        responses=OrderOutput(many=True),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="orders_create",
        summary="Place an order",
        description=(
            "Checks the account, reserves the stock, authorises the payment, takes the stock and captures the money, "
            "all within 3 seconds. If it needs longer the answer is 202 and the order finishes by itself: read it at "
            "`Location`. Sent again with the same Idempotency-Key and body, the answer is the same and nothing happens "
            "twice. Prices are the catalogue's at the moment of reservation; with `expected_total` nothing is bought "
            "at any other. A customer may place 100 orders a minute: an answer that was replayed does not count."
        ),
        tags=TAGS,
        request=OrderInput,
        parameters=[LOCATION, *RATE_LIMIT],
        responses={
            201: OpenApiResponse(OrderOutput, description="Confirmed: stock taken, money captured."),
            202: OpenApiResponse(OrderOutput, description="Placed; the payment's outcome is not known yet."),
            **refusals(
                {
                    402: "payment-declined: `order_id`, `decline_code`. The stock is free again.",
                    403: "forbidden: this account cannot place orders.",
                    409: (
                        "out-of-stock (`lines`: what is left), product-unavailable, price-changed (`expected`, "
                        "`total`, `lines`: the prices now), amount-limit (`total`, `limit`), reservation-limit "
                        "(`most_units`, `most_reservations`: what one customer holds at once), order-expired, "
                        "idempotency-in-progress"
                    ),
                    422: "idempotency-key-reused: this key belongs to another body.",
                    429: "rate-limited: 100 orders a minute. Nothing was kept, the key is free.",
                    504: "deadline-exceeded: nothing was kept, try again with the same key.",
                }
            ),
        },
    )
    @idempotent(lease=LEASE)  # that of the saga: whoever may take over the one may take over the other
    def post(self, request: Request, execution: Execution) -> Response:
        known_parameters(request, ())
        counted = Counted(user_id(request), execution.checkpoint)
        progress = checkout.place(
            new=_new_order(request),
            earlier=UUID(execution.resource_id) if execution.resource_id else None,
            checkpoint=counted,
            partners=wiring.partners(),
        )
        if refused := refusal(progress):
            raise refused
        if progress.order.placed_at is None:
            raise IdempotencyInProgress(retry_after=1)
        return _placed(progress.order.pk, counted.headers)


class OrderView(APIView):
    permission_classes = (May.of("orders.read"),)

    @extend_schema(
        operation_id="orders_retrieve",
        summary="One order with its timeline",
        description="One's own; admin, staff and viewer read any. Somebody else's is a 404.",
        tags=TAGS,
        responses=OrderOutput,
    )
    def get(self, request: Request, order_id: UUID) -> Response:
        known_parameters(request, ())
        if _reads_all(request):
            order = selectors.order_by_id(order_id)
        else:
            order = selectors.order_of_customer(order_id, user_id(request))
        return Response(OrderOutput(order).data)


class UserOrdersView(ListAPIView[Order]):
    permission_classes = (May.of("orders.read"),)
    serializer_class = OrderOutput

    def get_queryset(self) -> QuerySet[Order]:
        wanted: UUID = self.kwargs["user_id"]
        if wanted != user_id(self.request) and not _reads_all(self.request):
            raise NotFound
        return selectors.orders_of_customer(wanted, **validated(self.request, OwnFilters))

    @extend_schema(
        operation_id="orders_of_user",
        summary="The orders of one user, newest first",
        description="One's own; admin, staff and viewer read anybody's.",
        tags=TAGS,
        parameters=[OwnFilters],
        responses=OrderOutput(many=True),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class OrderStatusView(APIView):
    permission_classes = (May.by(patch="orders.status"),)

    @extend_schema(
        operation_id="orders_change_status",
        summary="Move an order on, or cancel it",
        description=(
            "confirmed → processing → shipped → delivered; packing may be skipped. Until it is shipped an order can be "
            "cancelled, and the payment is then refunded. A pending order belongs to its checkout and ends by itself."
        ),
        tags=TAGS,
        request=StatusInput,
        responses={
            200: OrderOutput,
            **refusals({403: "forbidden: admin and staff only.", 409: "invalid-state: not from the status it has."}),
        },
    )
    def patch(self, request: Request, order_id: UUID) -> Response:
        known_parameters(request, ())
        asked = StatusInput(data=request.data)
        asked.is_valid(raise_exception=True)
        order_change_status(order_id=order_id, status=OrderStatus(asked.validated_data["status"]))
        return Response(OrderOutput(selectors.order_by_id(order_id)).data)


class OrderCancelView(APIView):
    permission_classes = (May.of("orders.cancel"),)

    @extend_schema(
        operation_id="orders_cancel",
        summary="Cancel an order",
        description=(
            "Until it is shipped. The payment is refunded and the goods go back on sale, both by themselves a moment "
            "later; the order's timeline tells. One's own; admin and staff cancel any. Of a cancellation and a "
            "shipment at the same moment exactly one succeeds."
        ),
        tags=TAGS,
        request=CancelInput,
        responses={
            200: OrderOutput,
            **refusals(
                {
                    409: (
                        "invalid-state (`order_status`): shipped, delivered or cancelled already, or its checkout is "
                        "still under way and ends by itself."
                    )
                }
            ),
        },
    )
    def post(self, request: Request, order_id: UUID) -> Response:
        known_parameters(request, ())
        asked = CancelInput(data=request.data)
        asked.is_valid(raise_exception=True)
        order_cancel(order_id=order_id, by=_canceller(request), reason=asked.validated_data.get("reason"))
        return Response(OrderOutput(selectors.order_by_id(order_id)).data)


def _canceller(request: Request) -> Canceller:
    return Canceller(user_id(request), any_order=sees_all(asking(request), "orders.cancel"))


def _reads_all(request: Request) -> bool:
    return sees_all(asking(request), "orders.read")


def _new_order(request: Request) -> NewOrder:
    refuse_card_numbers(request.data)
    asked = OrderInput(data=request.data)
    asked.is_valid(raise_exception=True)
    wanted = asked.validated_data
    return NewOrder(
        customer_id=user_id(request),
        lines=[WantedLine(item["product_id"], item["quantity"]) for item in wanted["items"]],
        shipping=wanted["shipping"],
        payment_method=wanted["payment"]["method"],
        payment_token=wanted["payment"]["token"],
        expected=wanted["expected_total"]["money"] if "expected_total" in wanted else None,
        metadata=wanted.get("metadata", {}),
    )


@dataclass
class Counted:
    """Counts the order in the transaction that makes it, as the checkpoint of its key does."""

    customer_id: UUID
    checkpoint: Callable[[object], None]
    headers: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, order_id: UUID) -> None:
        self.headers = rate.count(self.customer_id).headers
        self.checkpoint(order_id)


def _placed(order_id: UUID, headers: Mapping[str, str]) -> Response:
    order = selectors.order_by_id(order_id)
    status = 202 if order.status == OrderStatus.PENDING else 201
    told = {"Location": f"/api/orders/{order.pk}/", **headers}
    return Response(OrderOutput(order).data, status=status, headers=told)
