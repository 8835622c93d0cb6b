"""What may be sent to place an order. Prices, totals, owners and states are not among it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from order_service.cart.api.serializers import ItemInput, each_once
from order_service.cart.models import MOST_LINES
from order_service.orders.domain.errors import CardDataNotAllowed
from order_service.orders.domain.order import BY_PEOPLE, OrderStatus
from servicekit.api.serializers import (
    CurrencyField,
    DecimalAmount,
    Strict,
    StrictText,
    is_invisible,
    plain_text,
)
from servicekit.card_data import pointers
from servicekit.errors import FieldError
from servicekit.money import Money

MOST_METADATA, MOST_METADATA_NAME, MOST_METADATA_TEXT = 50, 40, 500


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


class Metadata(serializers.DictField):
    """Remarks of the client: 50 at most, short names, short texts."""

    child = StrictText(max_length=MOST_METADATA_TEXT, allow_blank=True)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        if isinstance(data, dict):
            self._names(list(data))
        found: dict[str, str] = super().to_internal_value(data)
        return found

    def _names(self, names: list[str]) -> None:
        if len(names) > MOST_METADATA:
            raise ValidationError(f"{MOST_METADATA} entries at most.", code="max-items")
        for name in names:
            if not 1 <= len(name) <= MOST_METADATA_NAME or is_invisible(name):
                raise ValidationError(f"Names of 1 to {MOST_METADATA_NAME} characters.", code="invalid-name")
            plain_text(name)


class ExpectedTotal(Strict):
    amount = DecimalAmount()
    currency = CurrencyField()

    def validate(self, asked: dict[str, str]) -> dict[str, Any]:
        try:
            return {"money": Money.parse(asked["amount"], asked["currency"])}
        except ValueError as error:
            raise ValidationError({"amount": [ErrorDetail(str(error), code="invalid")]}) from error


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
                "expected_total": {"amount": "387.00", "currency": "EUR"},
                "metadata": {"gift_note": "Happy birthday"},
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
    expected_total = ExpectedTotal(
        required=False, help_text="What the customer was shown. If it would cost anything else, nothing is bought."
    )
    metadata = Metadata(
        required=False,
        help_text="Returned on the order: at most 50 names of 40 characters, with texts of 500 characters.",
    )

    def validate_items(self, items: list[dict[str, int]]) -> list[dict[str, int]]:
        return each_once(items)


class StatusInput(Strict):
    status = serializers.ChoiceField(choices=[status.value for status in OrderStatus])


class CancelInput(Strict):
    reason = serializers.ChoiceField(
        choices=sorted(reason.value for reason in BY_PEOPLE),
        required=False,
        help_text="Who wanted it. Without it: the customer, if it is their order, else the shop.",
    )


def refuse_card_numbers(body: object) -> None:
    """CardDataNotAllowed, naming the fields and not their values, when any text in `body` holds a card number."""
    found = list(pointers(body))
    if found:
        raise CardDataNotAllowed(
            errors=[FieldError(pointer, CardDataNotAllowed.code, "This looks like a card number.") for pointer in found]
        )
