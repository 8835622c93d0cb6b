"""What else might please, and what tells us."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from product_service.catalog.models import Product
from product_service.recommendations import selectors, services
from product_service.recommendations.api.serializers import Beside, ProductCard, Recommended, ViewInput
from product_service.recommendations.domain import choice
from product_service.recommendations.domain.kinds import Kind
from servicekit import clock
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.errors import FieldError, NotFound, ValidationFailed

MOST_VIEWED = 20
IDS = re.compile(r"[1-9][0-9]{0,17}(?:,[1-9][0-9]{0,17})*")
VIEWED = OpenApiParameter(
    "viewed",
    str,
    required=True,
    description=f"Ids of products, comma between, the one looked at last first; {MOST_VIEWED} at most.",
    examples=[OpenApiExample("Two products", value="46,21")],
)


class ProductRecommendations(GenericAPIView[Product]):
    permission_classes = (AllowAny,)
    serializer_class = Beside
    pagination_class = None

    @extend_schema(
        operation_id="products_recommendations",
        summary="What goes with a product",
        description="From orders and visits, computed anew every quarter of an hour. Lists may be empty.",
        responses={200: Beside, **refusals({404: "not-found: not on sale."})},
        tags=["recommendations"],
    )
    def get(self, request: Request, product_id: int) -> Response:
        known_parameters(request, ())
        beside = selectors.neighbours([product_id]).get(product_id, {})
        found = selectors.on_sale([product_id, *(other for others in beside.values() for other in others)])
        if product_id not in found:
            raise NotFound("There is no such product.")
        run = selectors.last_computation()
        lists = {kind.value: _cards(beside.get(kind, ()), found) for kind in Kind}
        return _kept(lists | {"computed_at": run.finished_at if run else None})


class RecommendedProducts(GenericAPIView[Product]):
    permission_classes = (AllowAny,)
    serializer_class = Recommended
    pagination_class = None

    @extend_schema(
        operation_id="products_recommended",
        summary="Because you viewed",
        description="For what was looked at, the latest first: rows of what others looked at and bought with it.",
        parameters=[VIEWED],
        responses={200: Recommended},
        tags=["recommendations"],
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, (VIEWED.name,))
        viewed = _ids(request.query_params.get(VIEWED.name, ""))
        rows = choice.rows(viewed, selectors.neighbours(viewed))
        found = selectors.on_sale(product for row in rows for product in (row.because, *row.products))
        told = [
            {"because": {"id": row.because, "name": found[row.because].name}, "products": cards}
            for row in rows
            if row.because in found and (cards := _cards(row.products, found))
        ]
        return _kept({"results": told})


class Views(GenericAPIView[Product]):
    permission_classes = (AllowAny,)
    serializer_class = ViewInput

    @extend_schema(
        operation_id="products_view",
        summary="Somebody looked at a product",
        description="What `viewed_also` is computed from. Kept for 30 days under the random number alone, beside which "
        "there is no account, no address and no order.",
        request=ViewInput,
        responses={204: None, **refusals({404: "not-found: not on sale."})},
        tags=["recommendations"],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        given = ViewInput(data=request.data)
        given.is_valid(raise_exception=True)
        services.view_record(**given.validated_data)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _ids(text: str) -> list[int]:
    if not IDS.fullmatch(text) or text.count(",") >= MOST_VIEWED:
        raise ValidationFailed(errors=[FieldError("/viewed", "invalid", f"1 to {MOST_VIEWED} ids, comma between.")])
    return [int(one) for one in text.split(",")]


def _cards(product_ids: Iterable[int], found: Mapping[int, Product]) -> list[Any]:
    return list(ProductCard([found[one] for one in product_ids if one in found], many=True).data)


def _kept(body: Mapping[str, Any]) -> Response:
    """The same for everybody; the gateway may keep it until the end of this second."""
    until = f"@{int(clock.now().timestamp())}"
    return Response(body, headers={"Cache-Control": "public, max-age=0, must-revalidate", "X-Accel-Expires": until})
