"""What shoppers ask for."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from product_service.catalog import selectors
from product_service.catalog.api.etags import product_tag, still_fresh
from product_service.catalog.api.filters import ProductQuery, product_filter
from product_service.catalog.api.permissions import SHOP_OPEN_MANAGERS_WRITE, manages
from product_service.catalog.api.serializers import ProductSerializer
from product_service.catalog.api.views.answers import answer
from product_service.catalog.models import Product
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals

IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the copy you have; 304 when it is still good.",
)


class ProductList(GenericAPIView[Product]):
    permission_classes = SHOP_OPEN_MANAGERS_WRITE
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


class ProductPage(GenericAPIView[Product]):
    permission_classes = SHOP_OPEN_MANAGERS_WRITE
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
        return answer(product, managed=manages(request, product), headers=headers)
