from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from product_service.catalog import selectors, services
from product_service.catalog.api import examples
from product_service.catalog.api.etags import product_tag, still_fresh, unchanged
from product_service.catalog.api.filters import ProductQuery, product_filter
from product_service.catalog.api.inputs import ProductInput
from product_service.catalog.api.parsers import ProductParser
from product_service.catalog.api.permissions import SHOP_OPEN_MANAGERS_WRITE, manages
from product_service.catalog.api.serializers import CategorySerializer, ProductSerializer
from product_service.catalog.models import Category, Product
from servicekit import cache
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag of the product as you last saw it."
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the copy you have; 304 when it is still good.",
)
WRITE_REFUSALS = {403: "Your role, or another seller's product.", 409: "conflict, stock-below-reserved."}
CHANGE_REFUSALS = WRITE_REFUSALS | {412: "It changed since you read it.", 428: "If-Match is missing."}


class Products(GenericAPIView[Product]):
    permission_classes = SHOP_OPEN_MANAGERS_WRITE
    parser_classes = [ProductParser]
    serializer_class = ProductSerializer

    @extend_schema(
        operation_id="products_list",
        summary="Products on sale",
        description="Search, filter and sort. A misspelled parameter is refused, so that it cannot pass for an answer.",
        parameters=[ProductQuery],
        responses={
            200: ProductSerializer(many=True),
            **refusals({401: "unauthenticated: `mine` needs a token.", 403: "forbidden: `mine` is for managers."}),
        },
        tags=["products"],
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(selectors.products_on_sale(product_filter(request))) or []
        return self.get_paginated_response(ProductSerializer(page, many=True).data)

    @extend_schema(
        operation_id="products_create",
        summary="List a product",
        description="For admin, staff and vendors. What a vendor lists belongs to the organisation that the vendor "
        "sells for, or without one to the vendor.",
        request=ProductInput,
        responses={201: ProductSerializer, **refusals(WRITE_REFUSALS)},
        tags=["products"],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        product = services.product_create(by=asking(request), given=_given(request))
        location = reverse("product", kwargs={"product_id": product.pk})
        return _managed(product, status=status.HTTP_201_CREATED, headers={"Location": location})


class ProductDetail(GenericAPIView[Product]):
    permission_classes = SHOP_OPEN_MANAGERS_WRITE
    parser_classes = [ProductParser]
    serializer_class = ProductSerializer

    @extend_schema(
        operation_id="products_retrieve",
        summary="One product",
        description="Answers an ETag: send it back as If-None-Match to be told 304, as If-Match to change it.",
        parameters=[IF_NONE_MATCH],
        responses={200: ProductSerializer, 304: OpenApiResponse(description="Your copy is still good.")},
        tags=["products"],
    )
    def get(self, request: Request, product_id: int) -> Response:
        known_parameters(request, ())
        product = selectors.product_on_sale(product_id)
        # Figures for managers must not reach a shopper through a shared cache.
        headers = {"Cache-Control": "no-cache", "Vary": "Authorization"}
        if still_fresh(request.headers.get("If-None-Match"), product):
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers=headers | {"ETag": product_tag(product)})
        return _answer(product, managed=manages(request, product), headers=headers)

    @extend_schema(
        operation_id="products_update",
        summary="Replace a product",
        parameters=[IF_MATCH],
        request=ProductInput,
        responses={200: ProductSerializer, **refusals(CHANGE_REFUSALS)},
        tags=["products"],
    )
    def put(self, request: Request, product_id: int) -> Response:
        return self._change(request, product_id, partial=False)

    @extend_schema(
        operation_id="products_partial_update",
        summary="Change some of a product",
        description="A new price survives sales in between; a stock count does not, it needs the ETag of this moment.",
        parameters=[IF_MATCH],
        request=ProductInput,
        responses={200: ProductSerializer, **refusals(CHANGE_REFUSALS)},
        examples=[examples.PRICE_CHANGE, examples.STOCK_COUNT],
        tags=["products"],
    )
    def patch(self, request: Request, product_id: int) -> Response:
        return self._change(request, product_id, partial=True)

    @extend_schema(
        operation_id="products_destroy",
        summary="Take a product off sale",
        description="Orders that hold it keep it.",
        parameters=[IF_MATCH],
        responses={204: None, **refusals(CHANGE_REFUSALS)},
        tags=["products"],
    )
    def delete(self, request: Request, product_id: int) -> Response:
        known_parameters(request, ())
        seen = unchanged(request.headers.get("If-Match"), stock_too=False)
        services.product_delete(by=asking(request), product_id=product_id, unchanged=seen)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _change(self, request: Request, product_id: int, *, partial: bool) -> Response:
        known_parameters(request, ())
        given = _given(request, partial=partial)
        seen = unchanged(request.headers.get("If-Match"), stock_too=given.stock is not None)
        product = services.product_change(by=asking(request), product_id=product_id, unchanged=seen, given=given)
        return _managed(product)


# Every page asks for them, and a count that is half a minute old misleads nobody.
CATEGORIES_SECONDS = 30


class Categories(GenericAPIView[Category]):
    permission_classes = SHOP_OPEN_MANAGERS_WRITE
    serializer_class = CategorySerializer
    pagination_class = None

    @extend_schema(
        operation_id="categories_list",
        summary="Categories",
        description="In the order of the shop's shelves, each with the number of its products on sale.",
        responses=CategorySerializer(many=True),
        tags=["categories"],
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        return Response(cache.remembered(selectors.CATEGORIES, seconds=CATEGORIES_SECONDS, make=_categories))


def _categories() -> list[dict[str, Any]]:
    return [dict(row) for row in CategorySerializer(selectors.categories_with_counts(), many=True).data]


def _given(request: Request, *, partial: bool = False) -> services.ProductChanges:
    body = ProductInput(data=request.data, partial=partial)
    body.is_valid(raise_exception=True)
    return body.changes()


def _managed(product: Product, **response: Any) -> Response:
    return _answer(product, managed=True, **response)


def _answer(product: Product, *, managed: bool, headers: dict[str, str] | None = None, **response: Any) -> Response:
    body = ProductSerializer(product, context={"managed": managed}).data
    return Response(body, headers={"ETag": product_tag(product), **(headers or {})}, **response)
