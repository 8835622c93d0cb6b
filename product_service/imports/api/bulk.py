"""Many products as one JSON array."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from product_service.catalog.api.inputs import ProductInput
from product_service.catalog.services import MANAGE
from product_service.imports.bulk import MOST, products_put, products_were_put
from servicekit.api.parsers import StrictJSONListParser
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from servicekit.errors import FieldError, ValidationFailed
from servicekit.idempotency.decorator import idempotent
from servicekit.idempotency.execution import Execution

EXAMPLE = OpenApiExample(
    "Two new prices",
    request_only=True,
    value=[{"sku": "HOM-CHR-22", "price": "139.00"}, {"sku": "HOM-TEA-01", "price": "39.00"}],
)


class BulkRow(ProductInput):
    """A product with its SKU. Of one that is there already, what is not given stays as it is."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "sku" not in attrs:
            raise ValidationError({"sku": ["This field is required."]}, code="required")
        return attrs


class PutProduct(serializers.Serializer[Any]):
    index = serializers.IntegerField(help_text="Of its row, from 0.")
    id = serializers.IntegerField()
    sku = serializers.CharField()
    created = serializers.BooleanField(help_text="Whether there was no product with this SKU before.")


class PutProducts(serializers.Serializer[Any]):
    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField(help_text="Rows that say what is so already.")
    results = PutProduct(many=True)


class ProductsBulk(APIView):
    permission_classes = (May.of(MANAGE),)
    parser_classes = (StrictJSONListParser,)

    @extend_schema(
        operation_id="products_bulk",
        summary="Create and change many products",
        description=f"At most {MOST} rows, each with the SKU of the product that it makes or changes. All of them, or "
        "none: when a row is bad, `errors` points at each mistake (`/6/price`) and nothing is written.",
        request=BulkRow(many=True, partial=True),
        responses={
            200: PutProducts,
            **refusals({403: "Your role.", 409: "idempotency-in-progress.", 422: "idempotency-key-reused."}),
        },
        examples=[EXAMPLE],
        tags=["products"],
    )
    @idempotent()
    def post(self, request: Request, execution: Execution) -> Response:
        known_parameters(request, ())
        sent: Any = request.data
        if execution.resource_id:
            done = products_were_put(given=_rows(sent), made=execution.resource_id)
        else:
            done = products_put(by=asking(request), given=_rows(sent), checkpoint=execution.checkpoint)
        return Response(PutProducts({**done._asdict(), "results": [asdict(one) for one in done.results]}).data)


def _rows(sent: list[Any]) -> list[Any]:
    if not 0 < len(sent) <= MOST:
        raise ValidationFailed(errors=[FieldError("/", "invalid", f"Send 1 to {MOST} rows.")])
    bodies = [BulkRow(data=row, partial=True) for row in sent]
    wrong = [{} if body.is_valid() else body.errors for body in bodies]
    if any(wrong):
        raise ValidationError(wrong)
    return [body.changes() for body in bodies]
