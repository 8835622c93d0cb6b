"""What may be sent to ask for a payment, to change what was asked for, and to pay it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiExample, PolymorphicProxySerializer, extend_schema_serializer
from rest_framework import serializers

from payments_service.payments.domain.amounts import LARGEST_AMOUNT
from payments_service.payments.domain.errors import CardDataNotAllowed
from payments_service.payments.domain.payment import CaptureMode
from payments_service.payments.domain.request import DAYS, MOST_DAYS
from servicekit.api.serializers import CurrencyField, DecimalAmount, Strict, StrictInteger, StrictText
from servicekit.card_data import pointers
from servicekit.errors import FieldError, ValidationFailed
from servicekit.money import Money

INITIATE, PAYMENT = "initiate", "payment"

ASKS = OpenApiExample(
    "A vendor asks for money",
    request_only=True,
    value={
        "type": INITIATE,
        "customer_email": "user@example.com",
        "amount": "49.00",
        "currency": "EUR",
        "description": "Engraving of the keyboard from order SM-000042",
        "expires_in_days": 14,
        "capture": "automatic",
    },
)
PAYS = OpenApiExample(
    "The customer pays it",
    request_only=True,
    value={
        "type": PAYMENT,
        "payment_id": "0198f3a2-9d3e-7c11-b1a5-5c7d1f0e2a42",
        "method": "card",
        "token": "tok_success",
        "amount": "49.00",
    },
)
CHANGES = OpenApiExample("Less, and more time", request_only=True, value={"amount": "45.00"})
TAKES = OpenApiExample("Take what is held", request_only=True, value={"status": "completed"})


class Description(StrictText):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, help_text="What it is for, as the customer reads it.", **kwargs)


@extend_schema_serializer(examples=[ASKS])
class InitiateInput(Strict):
    """Ask a customer for money."""

    type = serializers.ChoiceField(choices=[INITIATE])
    customer_email = serializers.EmailField(max_length=254, help_text="Of an account; in any case.")
    amount = DecimalAmount(help_text='A decimal string, "49.00"; more than zero.')
    currency = CurrencyField()
    description = Description()
    expires_in_days = StrictInteger(min_value=1, max_value=MOST_DAYS, required=False, default=DAYS)
    capture = serializers.ChoiceField(
        choices=[mode.value for mode in CaptureMode],
        required=False,
        default=CaptureMode.AUTOMATIC.value,
        help_text="`manual`: what the customer pays is only held until POST …/status/ takes it or lets it go.",
    )


@extend_schema_serializer(examples=[PAYS])
class PayInput(Strict):
    """Pay what one was asked for."""

    type = serializers.ChoiceField(choices=[PAYMENT])
    payment_id = serializers.UUIDField()
    method = serializers.ChoiceField(choices=["card"])
    token = StrictText(max_length=255, help_text="The provider's token, never a card number.")
    amount = DecimalAmount(
        required=False, help_text="What the customer was shown. If it asks for anything else by now, nothing is paid."
    )

    def validate_token(self, token: str) -> str:
        if not (token.isascii() and token.isprintable() and " " not in token):
            raise serializers.ValidationError("1 to 255 visible ASCII characters.", code="invalid")
        return token


PAYMENT_INPUT = PolymorphicProxySerializer(
    component_name="PaymentInput",
    serializers={INITIATE: InitiateInput, PAYMENT: PayInput},
    resource_type_field_name="type",
)


@extend_schema_serializer(examples=[CHANGES])
class ChangeInput(Strict):
    """What is to be different; what is left out stays."""

    amount = DecimalAmount(required=False)
    description = Description(required=False)
    expires_at = serializers.DateTimeField(required=False, help_text="In the future, within 90 days.")

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        if not asked:
            raise serializers.ValidationError("Say what is to be different.", code="required")
        return asked


@extend_schema_serializer(examples=[TAKES])
class StatusInput(Strict):
    status = serializers.ChoiceField(choices=["completed", "cancelled"])


def kind_of(body: object) -> type[InitiateInput | PayInput]:
    """ValidationFailed unless `type` says what the body is."""
    kinds: dict[object, type[InitiateInput | PayInput]] = {INITIATE: InitiateInput, PAYMENT: PayInput}
    kind = body.get("type") if isinstance(body, Mapping) else None
    if not isinstance(kind, str) or kind not in kinds:
        raise ValidationFailed(errors=[FieldError("/type", "invalid-choice", f"One of: {INITIATE}, {PAYMENT}.")])
    return kinds[kind]


def refuse_card_numbers(body: object) -> None:
    """CardDataNotAllowed, naming the fields and not their values."""
    if found := list(pointers(body)):
        told = "This looks like a card number."
        raise CardDataNotAllowed(errors=[FieldError(pointer, CardDataNotAllowed.code, told) for pointer in found])


def money(text: str, currency: str) -> Money:
    """ValidationFailed for what the currency cannot hold, for nothing and for far too much."""
    try:
        amount = Money.parse(text, currency)
    except ValueError as error:
        raise ValidationFailed(errors=[FieldError("/amount", "invalid", f"{error}.")]) from None
    if not amount:
        raise ValidationFailed(errors=[FieldError("/amount", "min-value", "More than zero.")])
    if amount.minor_units > LARGEST_AMOUNT:
        most = Money(LARGEST_AMOUNT, currency).decimal()
        raise ValidationFailed(errors=[FieldError("/amount", "max-value", f"At most {most}.")])
    return amount
