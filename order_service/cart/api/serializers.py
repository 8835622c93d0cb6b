from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from order_service.cart.cart import Cart, Problem, problem_of
from order_service.cart.models import LARGEST_QUANTITY, MOST_LINES, CartLine
from servicekit.api.serializers import Strict, StrictInteger

LARGEST_ID = 2**63 - 1


class ItemInput(Strict):
    product_id = StrictInteger(min_value=1, max_value=LARGEST_ID)
    quantity = StrictInteger(min_value=1, max_value=LARGEST_QUANTITY)


def each_once(items: list[dict[str, int]]) -> list[dict[str, int]]:
    """ValidationError with a pointer to every line whose product was listed before it."""
    seen: set[int] = set()
    repeated: dict[int, Any] = {}
    for index, item in enumerate(items):
        if item["product_id"] in seen:
            repeated[index] = {"product_id": [ErrorDetail("This product is listed twice.", code="duplicate")]}
        seen.add(item["product_id"])
    if repeated:
        raise ValidationError([repeated.get(index, {}) for index in range(len(items))])
    return items


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Two products",
            value={"items": [{"product_id": 1, "quantity": 2}, {"product_id": 5, "quantity": 1}]},
            request_only=True,
        )
    ]
)
class CartInput(Strict):
    items: serializers.ListSerializer[Any] = serializers.ListSerializer(child=ItemInput(), max_length=MOST_LINES)

    def validate_items(self, items: list[dict[str, int]]) -> list[dict[str, int]]:
        return each_once(items)


class CartItem(serializers.Serializer[CartLine]):
    product_id = serializers.IntegerField()
    quantity = serializers.IntegerField()
    name = serializers.CharField()
    unit_price = serializers.CharField(source="unit_price.decimal", help_text='A decimal string: "129.00".')
    line_total = serializers.CharField(source="line_total.decimal")
    image_url = serializers.CharField()
    available = serializers.IntegerField(help_text="Units free when the catalogue was last asked.")
    problem = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=[problem.value for problem in Problem], allow_null=True))
    def get_problem(self, line: CartLine) -> str | None:
        return problem_of(line)


class CartOutput(serializers.Serializer[Cart]):
    items = CartItem(source="lines", many=True)
    total = serializers.CharField(source="total.decimal")
    currency = serializers.CharField(source="total.currency")
    count = serializers.IntegerField(help_text="Units in all.")
    stale = serializers.BooleanField(
        help_text="The catalogue could not be asked: names, prices and stock are the last ones seen."
    )
