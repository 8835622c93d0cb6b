"""The query string of the product list."""

from __future__ import annotations

from typing import Any, get_args

from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from product_service.catalog.domain import words
from product_service.catalog.selectors import Ordering, ProductFilter
from servicekit.api import query
from servicekit.api.serializers import DecimalAmount, Strict, StrictText
from servicekit.money import Money

# Price filters are amounts of the currency the shop's shelves are labelled in.
SHELF_CURRENCY = "EUR"


class ProductQuery(Strict):
    search = StrictText(
        max_length=words.LONGEST_SEARCH,
        required=False,
        allow_blank=True,
        help_text="Words, or beginnings of words, of name, SKU, category and description; all must be found.",
    )
    category = StrictText(max_length=60, required=False, allow_blank=True, help_text="A category's slug.")
    min_price = DecimalAmount(required=False, help_text=f'In {SHELF_CURRENCY}: "10.00".')
    max_price = DecimalAmount(required=False, help_text=f'In {SHELF_CURRENCY}: "99.90".')
    in_stock = serializers.ChoiceField(
        choices=["true", "false"], required=False, help_text="Only what can be bought now, or only what is sold out."
    )
    ordering = serializers.ChoiceField(
        choices=list(get_args(Ordering)),
        required=False,
        help_text="Without it: best match first when searching, else best selling.",
    )

    def validate_search(self, search: str) -> str:
        if len(words.words(search)) > words.MOST_WORDS:
            raise ValidationError(f"At most {words.MOST_WORDS} words.", code="max-words")
        return search

    def validate_min_price(self, amount: str) -> Money:
        return _money(amount)

    def validate_max_price(self, amount: str) -> Money:
        return _money(amount)

    def validate_in_stock(self, answer: str) -> bool:
        return answer == "true"

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "min_price" in attrs and "max_price" in attrs and attrs["max_price"] < attrs["min_price"]:
            raise ValidationError({"max_price": ["Less than min_price."]}, code="invalid")
        return attrs


def product_filter(request: Request) -> ProductFilter:
    """What the query string asks for. UnknownParameter, ValidationFailed."""
    return ProductFilter(**query.validated(request, ProductQuery))


def _money(amount: str) -> Money:
    try:
        return Money.parse(amount, SHELF_CURRENCY)
    except ValueError as error:
        raise ValidationError(f"{error}.".capitalize(), code="invalid") from None
