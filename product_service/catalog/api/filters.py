"""The query string of the product list."""

from __future__ import annotations

from typing import Any, get_args

from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from product_service.catalog.domain import words
from product_service.catalog.domain.ownership import Manager
from product_service.catalog.selectors import Ordering, ProductFilter
from product_service.catalog.services import MANAGE, manager
from servicekit.api import query
from servicekit.api.serializers import DecimalAmount, Strict, StrictText
from servicekit.auth.drf import asking
from servicekit.auth.roles import Reach, reach
from servicekit.errors import Forbidden, Unauthenticated
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
    mine = serializers.ChoiceField(
        choices=["true"],
        required=False,
        help_text="Only what the caller manages: everything for admin and staff, for a vendor the products of the "
        "organisation, or without one the vendor's own. Needs a token.",
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
    """What the query string asks for. UnknownParameter, ValidationFailed; with `mine`, Unauthenticated, Forbidden."""
    wanted = query.validated(request, ProductQuery)
    mine = wanted.pop("mine", None)
    return ProductFilter(**wanted, managed_by=_asking_manager(request) if mine else None)


def _asking_manager(request: Request) -> Manager:
    user = asking(request)
    if not user.is_authenticated:
        raise Unauthenticated
    if reach(user, MANAGE) is Reach.NONE:
        raise Forbidden(permission=MANAGE)
    return manager(user)


def _money(amount: str) -> Money:
    try:
        return Money.parse(amount, SHELF_CURRENCY)
    except ValueError as error:
        raise ValidationError(f"{error}.".capitalize(), code="invalid") from None
