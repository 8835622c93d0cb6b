"""What shoppers ask for."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from product_service.catalog.api.filters import ListQuery, ProductQuery
from product_service.catalog.api.permissions import SHOP_OPEN_MANAGERS_WRITE
from product_service.catalog.api.serializers import ProductSerializer
from product_service.catalog.api.shapes import FacetsSerializer, ProductDetailSerializer, ProductPageSerializer
from product_service.catalog.api.views import answers
from product_service.catalog.models import Product
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking

IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the copy you have; 304 when it is still good.",
)
STILL_GOOD = OpenApiResponse(description="Your copy is still good.")


class ProductList(GenericAPIView[Product]):
    permission_classes = SHOP_OPEN_MANAGERS_WRITE
    serializer_class = ProductSerializer
    pagination_class = None

    @extend_schema(
        operation_id="products_list",
        summary="Products on sale",
        description="Search, filter and sort. A misspelled parameter is refused, so that it cannot pass for an answer. "
        "Follow `next` and `previous`: their cursors cost the same on every page. Counting stops at 1,000.",
        parameters=[ListQuery, IF_NONE_MATCH],
        responses={
            200: ProductPageSerializer,
            304: STILL_GOOD,
            **refusals(
                {
                    400: "validation-error, unknown-parameter, invalid-cursor.",
                    401: "unauthenticated: `mine` needs a token.",
                    403: "forbidden: `mine` is for managers.",
                    404: "not-found: a page after the last one.",
                }
            ),
        },
        tags=["products"],
    )
    def get(self, request: Request) -> HttpResponse:
        return answers.products(request.META, asking(request))


class Facets(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="products_facets",
        summary="Figures beside the list",
        description="How the products that a list's filters leave divide among categories, prices, stars, stock and "
        "sellers.",
        parameters=[ProductQuery, IF_NONE_MATCH],
        responses={
            200: FacetsSerializer,
            304: STILL_GOOD,
            **refusals(
                {
                    400: "validation-error, unknown-parameter.",
                    401: "unauthenticated: `mine` needs a token.",
                    403: "forbidden: `mine` is for managers.",
                }
            ),
        },
        tags=["products"],
    )
    def get(self, request: Request) -> HttpResponse:
        return answers.facets(request.META, asking(request))


class ProductPage(GenericAPIView[Product]):
    permission_classes = SHOP_OPEN_MANAGERS_WRITE
    serializer_class = ProductSerializer

    @extend_schema(
        operation_id="products_retrieve",
        summary="One product",
        description="With what goes with it and the way down to its category. Answers an ETag: send it back as "
        "If-None-Match to be told 304, as If-Match to change it.",
        parameters=[IF_NONE_MATCH],
        responses={200: ProductDetailSerializer, 304: STILL_GOOD},
        tags=["products"],
    )
    def get(self, request: Request, product_id: int) -> HttpResponse:
        return answers.product(request.META, asking(request), product_id)
