"""The cells of a row, as ProductInput would take them, at 5 µs a row where a serializer needs 360.

Prevents two opinions: here are only short ways to "certainly good". A value that takes none of them is put before the
very fields that the API uses, so what is refused, and in which words, is decided in one place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework.exceptions import ValidationError
from rest_framework.fields import get_error_detail

from product_service.catalog.api.inputs import MOST_UNITS, ImageInput, ProductInput
from product_service.catalog.domain.pictures import PARCEL, picture_name, picture_url
from product_service.catalog.domain.price import priced
from product_service.imports.domain.mistakes import Mistake, Refused
from product_service.imports.reading import COLUMNS
from servicekit.errors import ValidationFailed
from servicekit.money import Money
from servicekit.spreadsheet import unharmed

SKU = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,38}[A-Z0-9])?")
PLAIN = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,3})?")
UNITS = re.compile(r"[0-9]{1,7}")
WHOLE = re.compile(r"-?[0-9]{1,18}")
LINE_ENDS = str.maketrans("", "", "\n\r\t")
LONGEST = {"name": 200, "description": 5000, "alt": 200}  # characters; more are for the API's fields to refuse
LONGEST_DETAIL = 300
REMEMBERED = 20_000  # different prices and pictures
PRICE, CURRENCY = COLUMNS.index("price"), COLUMNS.index("currency")
# Of a picture: what the API calls its parts, and what the columns are called.
PARTS = {"url": "picture", "alt": "alt"}

Check = Callable[[str], Any]


class Row(NamedTuple):
    """What a row says of a product; None: nothing. `picture` is a name, not a URL; `money` is price and currency."""

    number: int
    sku: str
    name: str | None
    description: str | None
    category: str | None
    price: str | None
    currency: str | None
    stock: int | None
    picture: str | None
    alt: str | None
    money: Money | None


class Checker:
    """Of one file. `categories` are the slugs that there are."""

    def __init__(self, columns: Sequence[str], categories: Collection[str]) -> None:
        self._columns = columns
        self._categories = frozenset(categories)
        self._fields = ProductInput().fields
        self._prices: dict[tuple[str, str], Money] = {}
        self._pictures: dict[str, str | None] = {}
        checks = {
            "sku": self._sku,
            "name": self._name,
            "description": self._description,
            "category": self._category,
            "price": self._price,
            "currency": self._currency,
            "stock": self._stock,
            "picture": self._picture,
            "alt": self._alt,
        }
        self._checks: list[tuple[int, Check]] = [(COLUMNS.index(name), checks[name]) for name in columns]

    def row(self, number: int, cells: Sequence[str]) -> Row | list[Mistake]:
        if len(cells) != len(self._checks):
            return [_wrong_width(number, len(cells), len(self._checks))]
        values: list[Any] = [None] * len(COLUMNS)
        mistakes: list[Mistake] = []
        for (place, check), cell in zip(self._checks, cells, strict=True):
            try:
                values[place] = check(unharmed(cell) if cell[:1] == "'" else cell)
            except Refused as refused:
                mistakes += [Mistake(number, *found) for found in refused.found]
        if not mistakes:
            try:
                return Row._make([number, *values, self._money(values[PRICE], values[CURRENCY])])
            except Refused as refused:
                mistakes = [Mistake(number, *found) for found in refused.found]
        return mistakes

    def _sku(self, cell: str) -> str:
        return cell if SKU.fullmatch(cell) else str(self._as_input("sku", cell))

    def _name(self, cell: str) -> str:
        text = cell.strip()
        # Printable text has no control, no direction and no unassigned characters; what begins with ink can be seen.
        if 0 < len(text) <= LONGEST["name"] and text.isprintable() and "!" <= text[0] <= "~":
            return text
        return str(self._as_input("name", cell))

    def _description(self, cell: str) -> str:
        text = cell.strip()
        if not text:
            return ""
        fits = len(text) <= LONGEST["description"] and "!" <= text[0] <= "~"
        if fits and (text.isprintable() or text.translate(LINE_ENDS).isprintable()):
            return text
        return str(self._as_input("description", cell))

    def _category(self, cell: str) -> str:
        if cell in self._categories:
            return cell
        slug = str(self._as_input("category", cell))
        if slug not in self._categories:
            raise Refused(("category", "unknown", "There is no such category."))
        return slug

    def _price(self, cell: str) -> str:
        return cell if PLAIN.fullmatch(cell) else str(self._as_input("price", cell))

    def _currency(self, cell: str) -> str:
        return cell if cell == "EUR" else str(self._as_input("currency", cell))

    def _stock(self, cell: str) -> int:
        if UNITS.fullmatch(cell) and (units := int(cell)) <= MOST_UNITS:
            return units
        # The API takes a number and no text: what reads as one is put before it as one.
        value: int = self._as_input("stock", int(cell) if WHOLE.fullmatch(cell) else cell)
        return value

    def _alt(self, cell: str) -> str:
        if not cell.strip():
            return ""
        text = cell.strip()
        if len(text) <= LONGEST["alt"] and text.isprintable() and "!" <= text[0] <= "~":
            return text
        return str(_image({"url": picture_url(PARCEL), "alt": cell})["alt"])

    def _picture(self, cell: str) -> str | None:
        """An empty cell says nothing; a name stands for a picture of the shop's."""
        if cell not in self._pictures:
            if len(self._pictures) > REMEMBERED:
                self._pictures.clear()
            self._pictures[cell] = picture_name(str(_image({"url": cell})["url"])) if cell.strip() else None
        return self._pictures[cell]

    def _money(self, price: str | None, currency: str | None) -> Money | None:
        if price is None or currency is None:
            return None
        found = self._prices.get((price, currency))
        if found is None:
            if len(self._prices) > REMEMBERED:
                self._prices.clear()
            found = self._prices[price, currency] = money(price, currency)
        return found

    def _as_input(self, name: str, value: object) -> Any:
        try:
            return self._fields[name].run_validation(value)
        except (ValidationError, DjangoValidationError) as error:
            raise Refused(*_told(name, error)) from None


def money(price: str, currency: str) -> Money:
    """As a use case of the catalogue reads them; Refused."""
    try:
        return priced(price, currency)
    except ValidationFailed as refusal:
        raise Refused(*(("price", error.code, error.detail) for error in refusal.errors)) from None


def _image(given: dict[str, str]) -> dict[str, Any]:
    image = ImageInput(data=given)
    if not image.is_valid():
        told = [error for part, errors in image.errors.items() for error in _told(PARTS[part], ValidationError(errors))]
        raise Refused(*told)
    values: dict[str, Any] = image.validated_data
    return values


def _told(column: str, error: ValidationError | DjangoValidationError) -> list[tuple[str, str, str]]:
    details = error if isinstance(error, ValidationError) else ValidationError(get_error_detail(error))
    found: Any = details.get_full_details()
    return [(column, one["code"], one["message"][:LONGEST_DETAIL]) for one in found]


def _wrong_width(number: int, cells: int, columns: int) -> Mistake:
    code = "too-many-cells" if cells > columns else "too-few-cells"
    return Mistake(number, "", code, f"The row has {cells} cells; the first row names {columns} columns.")
