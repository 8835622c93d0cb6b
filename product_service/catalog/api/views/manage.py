"""What managers change, on the same paths that shoppers read."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from product_service.catalog import services
from product_service.catalog.api import examples
from product_service.catalog.api.etags import unchanged
from product_service.catalog.api.inputs import ProductInput
from product_service.catalog.api.parsers import ProductParser
from product_service.catalog.api.serializers import ProductSerializer
from product_service.catalog.api.views.answers import managed
from product_service.catalog.api.views.browse import ProductList, ProductPage
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.api.serializers import NoFields
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag of the product as you last saw it."
)
WRITE_REFUSALS = {403: "Your role, or another seller's product.", 409: "conflict, stock-below-reserved."}
CHANGE_REFUSALS = WRITE_REFUSALS | {412: "It changed since you read it.", 428: "If-Match is missing."}


class Products(ProductList):
    parser_classes = [ProductParser]

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
        return managed(product, status=status.HTTP_201_CREATED, headers={"Location": location})


class ProductDetail(ProductPage):
    parser_classes = [ProductParser]

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
        return managed(product)


class ProductRestore(APIView):
    permission_classes = (May.of(services.MANAGE),)

    @extend_schema(
        operation_id="products_restore",
        summary="Put a product on sale again",
        description="With the SKU, stock, pictures and reviews it had. One that is on sale stays as it is.",
        request=NoFields,
        responses={200: ProductSerializer, **refusals({403: WRITE_REFUSALS[403]})},
        tags=["products"],
    )
    def post(self, request: Request, product_id: int) -> Response:
        known_parameters(request, ())
        NoFields(data=request.data).is_valid(raise_exception=True)
        return managed(services.product_restore(by=asking(request), product_id=product_id))


def _given(request: Request, *, partial: bool = False) -> services.ProductChanges:
    body = ProductInput(data=request.data, partial=partial)
    body.is_valid(raise_exception=True)
    return body.changes()
