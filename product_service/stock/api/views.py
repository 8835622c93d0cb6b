"""Stock for those who manage products."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from product_service.catalog.domain.errors import NotYourProduct
from product_service.catalog.services import MANAGE, manager
from product_service.stock import selectors, services
from product_service.stock.api.etags import on_hand_unchanged, still_fresh, stock_tag, unchanged
from product_service.stock.api.paging import page_of
from product_service.stock.api.serializers import (
    AdjustmentInput,
    LowAtInput,
    MovementOutput,
    MovementPage,
    MovementQuery,
    StockFigures,
    StockPage,
    StockQuery,
    StockRow,
)
from product_service.stock.domain.adjustment import Adjustment
from product_service.stock.models import Stock, StockMovement
from product_service.stock.services.adjust import Unchanged
from servicekit.api.etags import IF_MATCH
from servicekit.api.etags import REFUSALS as STALE
from servicekit.api.query import known_parameters, validated
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from servicekit.idempotency.decorator import idempotent
from servicekit.idempotency.execution import Execution

TAGS = ["stock"]
NOT_YOURS = {403: "forbidden: your role, or another seller's product."}
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="The ETag of the copy you have."
)
BASE = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag of the stock you counted; required for `counted`."
)
# What a manager may see must not come back from a shared cache, nor from one's own without asking.
PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}


class StockList(APIView):
    permission_classes = (May.of(MANAGE),)

    @extend_schema(
        operation_id="stock_list",
        summary="Stock of what one manages",
        description="Of what is on sale, by product id: everything for admin and staff, for a vendor the products of "
        "the organisation, or without one the vendor's own. `level` says where to look.",
        parameters=[StockQuery],
        responses={
            200: StockPage,
            **refusals({400: "validation-error, unknown-parameter, invalid-cursor", 403: "forbidden: your role."}),
        },
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        asked = validated(request, StockQuery)
        wanted = selectors.StockFilter(manager(asking(request)), asked.get("level"), asked.get("search", ""))
        found, links = page_of(request, selectors.stock_managed(wanted), "product_id")
        return _answered({**links, "results": StockRow(found, many=True).data})


class ProductStock(APIView):
    permission_classes = (May.of(MANAGE),)

    @extend_schema(
        operation_id="stock_retrieve",
        summary="Stock of one product",
        parameters=[IF_NONE_MATCH],
        responses={
            200: StockFigures,
            304: OpenApiResponse(description="Your copy is still good."),
            **refusals(NOT_YOURS),
        },
        tags=TAGS,
    )
    def get(self, request: Request, product_id: int) -> Response:
        known_parameters(request, ())
        stock = _managed(request, product_id)
        if still_fresh(request.headers.get("If-None-Match"), stock):
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers=PRIVATE | {"ETag": stock_tag(stock)})
        return _figures(stock)

    @extend_schema(
        operation_id="stock_partial_update",
        summary="From how many down it is low",
        description="Sales in between do not stand in the way; another threshold does.",
        parameters=[IF_MATCH],
        request=LowAtInput,
        responses={200: StockFigures, **refusals(NOT_YOURS | STALE)},
        tags=TAGS,
    )
    def patch(self, request: Request, product_id: int) -> Response:
        known_parameters(request, ())
        body = LowAtInput(data=request.data)
        body.is_valid(raise_exception=True)
        stock = services.stock_low_at(
            by=manager(asking(request)),
            product_id=product_id,
            low_at=body.validated_data["low_at"],
            unchanged=unchanged(request.headers.get("If-Match")),
        )
        return _figures(stock)


class Adjustments(APIView):
    permission_classes = (May.of(MANAGE),)

    @extend_schema(
        operation_id="stock_adjustments_create",
        summary="More or less on the shelf, and why",
        description="Never below what is promised to orders that are being paid. It stands in the ledger with who did "
        "it. Sent again with the same Idempotency-Key, it happens once. `counted` needs If-Match with the stock's "
        "ETag: the difference to what was counted is right only while as many are on hand as one has seen.",
        parameters=[BASE],
        request=AdjustmentInput,
        responses={
            201: MovementOutput,
            **refusals(
                NOT_YOURS
                | {
                    409: "stock-below-reserved (`reserved`), idempotency-in-progress",
                    412: "precondition-failed: another figure is on hand than the one you have seen",
                    422: "idempotency-key-reused: this key belongs to another body.",
                    428: "precondition-required: `counted` without If-Match",
                }
            ),
        },
        tags=TAGS,
    )
    @idempotent()
    def post(self, request: Request, execution: Execution, product_id: int) -> Response:
        known_parameters(request, ())
        if execution.resource_id:
            return _entered(StockMovement.objects.get(pk=int(execution.resource_id)))
        body = AdjustmentInput(data=request.data)
        body.is_valid(raise_exception=True)
        adjustment = body.adjustment()
        movement = services.stock_adjust(
            by=manager(asking(request)),
            product_id=product_id,
            adjustment=adjustment,
            checkpoint=execution.checkpoint,
            **_base(request, adjustment),
        )
        return _entered(movement)


class Movements(APIView):
    permission_classes = (May.of(MANAGE),)

    @extend_schema(
        operation_id="stock_movements_list",
        summary="Everything that ever came and went",
        description="Newest first; what is on hand is the sum of it. Reservations move nothing until they are paid.",
        parameters=[MovementQuery],
        responses={
            200: MovementPage,
            **refusals(NOT_YOURS | {400: "validation-error, unknown-parameter, invalid-cursor"}),
        },
        tags=TAGS,
    )
    def get(self, request: Request, product_id: int) -> Response:
        asked = validated(request, MovementQuery)
        _managed(request, product_id)
        found, links = page_of(request, selectors.movements(product_id, asked.get("kind", "")), "-id")
        return _answered({**links, "results": MovementOutput(found, many=True).data})


def _base(request: Request, adjustment: Adjustment) -> dict[str, Unchanged]:
    """What it is held against: of a count always, of anything else where somebody says so."""
    header = request.headers.get("If-Match")
    return {"unchanged": on_hand_unchanged(header)} if header or adjustment.rests_on_a_figure else {}


def _managed(request: Request, product_id: int) -> Stock:
    stock = selectors.stock_of(product_id)
    if not manager(asking(request)).may_manage(stock.product.owner):
        raise NotYourProduct
    return stock


def _figures(stock: Stock) -> Response:
    return _answered(StockFigures(stock).data, {"ETag": stock_tag(stock)})


def _answered(body: Any, headers: dict[str, str] | None = None) -> Response:
    return Response(body, headers=PRIVATE | (headers or {}))


def _entered(movement: StockMovement) -> Response:
    return Response(MovementOutput(movement).data, status=status.HTTP_201_CREATED)
