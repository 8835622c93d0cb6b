"""The query string of the product list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, get_args
from urllib.parse import parse_qsl

from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from product_service.catalog.browsing import SHELF_CURRENCY, Page
from product_service.catalog.domain import words
from product_service.catalog.domain.ownership import Manager
from product_service.catalog.domain.price import sentence
from product_service.catalog.selectors import Ordering, ProductFilter
from product_service.catalog.services import MANAGE, manager
from servicekit.api import problems, query
from servicekit.api.pagination import WHOLE
from servicekit.api.serializers import DecimalAmount, Strict, StrictText
from servicekit.auth.principal import Principal
from servicekit.auth.roles import Reach, reach
from servicekit.errors import BadRequest, FieldError, Forbidden, Unauthenticated, ValidationFailed
from servicekit.money import Money

PAGE_SIZE = Page.page_size
LARGEST_PAGE = 100
# Rows a page number may lead to: counting from the front costs as much as what is skipped.
DEEPEST = 10_000
MOST_PARAMETERS = 50


class ProductQuery(Strict):
    search = StrictText(
        max_length=words.LONGEST_SEARCH,
        required=False,
        allow_blank=True,
        help_text="Words, or beginnings of words, of name, SKU, category and description; all must be found. When no "
        "product has them all, what they were probably meant to be is searched, and told in `corrected_query`.",
    )
    category = StrictText(
        max_length=60, required=False, allow_blank=True, help_text="A category's slug; those below it are in it."
    )
    min_price = DecimalAmount(required=False, help_text=f'In {SHELF_CURRENCY}: "10.00".')
    max_price = DecimalAmount(required=False, help_text=f'In {SHELF_CURRENCY}: "99.90".')
    in_stock = serializers.ChoiceField(
        choices=["true", "false"], required=False, help_text="Only what can be bought now, or only what is sold out."
    )
    vendor = serializers.UUIDField(
        required=False, help_text="Whose the products are: a vendor's id or an organisation's."
    )
    min_rating = serializers.ChoiceField(
        choices=["1", "2", "3", "4", "5"], required=False, help_text="So many stars on average, or more."
    )
    mine = serializers.ChoiceField(
        choices=["true"],
        required=False,
        help_text="Only what the caller manages: everything for admin and staff, for a vendor the products of the "
        "organisation, or without one the vendor's own. Needs a token.",
    )
    state = serializers.ChoiceField(
        choices=["on_sale", "deleted"],
        required=False,
        help_text="With `mine`: what was taken off sale instead, newest first.",
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

    def validate_min_rating(self, stars: str) -> int:
        return int(stars)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "min_price" in attrs and "max_price" in attrs and attrs["max_price"] < attrs["min_price"]:
            raise ValidationError({"max_price": ["Less than min_price."]}, code="invalid")
        if attrs.get("state") == "deleted" and "mine" not in attrs:
            raise ValidationError({"state": ["Only with mine."]}, code="invalid")
        if attrs.get("state") == "deleted" and attrs.get("ordering", "newest") != "newest":
            raise ValidationError({"ordering": ["What is deleted is listed newest first."]}, code="invalid")
        return attrs


class ListQuery(ProductQuery):
    """With what chooses a page; see `asked`, which reads them."""

    cursor = StrictText(max_length=2000, required=False, help_text="Where a page begins: follow `next` and `previous`.")
    page = serializers.IntegerField(
        required=False,
        min_value=1,
        help_text=f"A page by its number, as long as it is among the first {DEEPEST} products.",
    )
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_PAGE)


FILTERS = frozenset(ProductQuery().fields)
PARAMETERS = FILTERS | {"cursor", "page", "page_size"}


def parameters(query_string: str) -> list[tuple[str, str]]:
    """As they stand there, decoded."""
    try:
        return parse_qsl(query_string, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        raise BadRequest("So many parameters are no question.") from None


def asked(query_string: str, *, by: Principal) -> Page:
    """What the query string asks for. UnknownParameter, ValidationFailed; with `mine`, Unauthenticated, Forbidden."""
    told = query.once_each(parameters(query_string), PARAMETERS)
    page, page_size = _whole(told, "page", 10**9, 1), _whole(told, "page_size", LARGEST_PAGE, PAGE_SIZE)
    cursor = told.get("cursor", "")
    if "page" in told and "cursor" in told:
        raise _wrong("page", "A page has a number or a cursor.")
    if page * page_size > DEEPEST:
        raise _wrong("page", f"Pages have numbers up to the product {DEEPEST}; from there on, follow `next`.")
    sent = tuple((name, value) for name, value in told.items() if name not in {"cursor", "page"})
    return Page(product_filter(told, by=by), cursor, page, page_size, sent)


def asked_all(query_string: str, *, by: Principal) -> Page:
    """The same where there are no pages; an order is no matter, but belongs to the same link."""
    return Page(product_filter(query.once_each(parameters(query_string), FILTERS), by=by))


def product_filter(told: Mapping[str, str], *, by: Principal) -> ProductFilter:
    values = dict(_validated(tuple((name, value) for name, value in told.items() if name in FILTERS)))
    mine = values.pop("mine", None)
    return ProductFilter(**values, managed_by=_managing(by) if mine else None)


@lru_cache(maxsize=2_000)
def _validated(told: tuple[tuple[str, str], ...]) -> Mapping[str, Any]:
    """By the serializer's own fields, one by one: made anew it costs 0.4 ms. Errors it tells itself."""
    try:
        values = {name: _value(name, value) for name, value in told}
        return _serializer().validate(values)
    except (ValidationError, DjangoValidationError):
        raise refused(ProductQuery(data=dict(told))) from None


def refused(made: serializers.Serializer[Any]) -> ValidationFailed:
    """What a serializer has to say against the data it was given."""
    made.is_valid(raise_exception=False)
    return problems.validation(tuple(problems.field_errors(ValidationError(made.errors).get_full_details())))


@lru_cache(maxsize=2_000)
def _value(name: str, told: str) -> Any:
    serializer = _serializer()
    value = serializer.fields[name].run_validation(told)
    further = getattr(serializer, f"validate_{name}", None)
    return further(value) if further else value


@cache
def _serializer() -> ProductQuery:
    return ProductQuery()


def _managing(user: Principal) -> Manager:
    if not user.is_authenticated:
        raise Unauthenticated
    if reach(user, MANAGE) is Reach.NONE:
        raise Forbidden(permission=MANAGE)
    return manager(user)


def _whole(told: Mapping[str, str], name: str, most: int, otherwise: int) -> int:
    text = told.get(name)
    if text is None:
        return otherwise
    if not WHOLE.fullmatch(text) or int(text) > most:
        raise _wrong(name, f"A whole number from 1 to {most}.")
    return int(text)


def _wrong(name: str, detail: str) -> ValidationFailed:
    return ValidationFailed(errors=[FieldError(f"/{name}", "invalid", detail)])


def _money(amount: str) -> Money:
    try:
        return Money.parse(amount, SHELF_CURRENCY)
    except ValueError as error:
        raise ValidationError(sentence(error), code="invalid") from None
