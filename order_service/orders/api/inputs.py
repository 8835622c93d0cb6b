"""What may be sent to place an order. Prices, totals, owners and states are not among it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from order_service.cart.api.serializers import ItemInput, each_once
from order_service.cart.models import MOST_LINES
from order_service.orders.domain.cards import contains_card_number
from order_service.orders.domain.errors import CardDataNotAllowed
from order_service.orders.domain.order import OrderStatus
from servicekit.api.serializers import Strict, StrictText
from servicekit.errors import FieldError


class ShippingInput(Strict):
    name = StrictText(max_length=100)
    line1 = StrictText(max_length=200)
    line2 = StrictText(max_length=200, required=False, allow_blank=True, default="")
    city = StrictText(max_length=100)
    postal_code = StrictText(max_length=20)
    country = StrictText(min_length=2, max_length=60, help_text="ISO 3166-1 code (`DE`) or the country's name.")


class PaymentInput(Strict):
    method = serializers.ChoiceField(choices=["card"])
    token = StrictText(
        max_length=255,
        help_text=(
            "The provider's token, never a card number. Sandbox: `tok_success`, `tok_decline`, "
            "`tok_insufficient_funds`, `tok_slow`, `tok_timeout_then_success`, `tok_error`."
        ),
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Two products, paid by card",
            value={
                "items": [{"product_id": 1, "quantity": 2}, {"product_id": 5, "quantity": 1}],
                "payment": {"method": "card", "token": "tok_success"},
                "shipping": {
                    "name": "Ada Lovelace",
                    "line1": "12 St James's Square",
                    "line2": "",
                    "city": "London",
                    "postal_code": "SW1Y 4JH",
                    "country": "GB",
                },
            },
            request_only=True,
        )
    ]
)
class OrderInput(Strict):
    items: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=ItemInput(), min_length=1, max_length=MOST_LINES
    )
    payment = PaymentInput()
    shipping = ShippingInput()

    def validate_items(self, items: list[dict[str, int]]) -> list[dict[str, int]]:
        return each_once(items)


class StatusInput(Strict):
    status = serializers.ChoiceField(choices=[status.value for status in OrderStatus])


def refuse_card_numbers(body: object) -> None:
    """CardDataNotAllowed, naming the fields and not their values, when any text in `body` holds a card number."""
    found = list(_card_pointers(body, ""))
    if found:
        raise CardDataNotAllowed(
            errors=[FieldError(pointer, CardDataNotAllowed.code, "This looks like a card number.") for pointer in found]
        )


def _card_pointers(value: object, pointer: str) -> list[str]:
    if isinstance(value, dict):
        return [found for name, inner in value.items() for found in _card_pointers(inner, f"{pointer}/{name}")]
    if isinstance(value, list):
        return [found for index, inner in enumerate(value) for found in _card_pointers(inner, f"{pointer}/{index}")]
    return [pointer] if isinstance(value, str) and contains_card_number(value) else []
