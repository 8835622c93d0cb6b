"""A cell is taken, or refused, exactly as the API would take or refuse the same value."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from product_service.catalog.api.inputs import ProductInput
from product_service.catalog.domain.price import priced
from product_service.imports.checking import Checker, Row
from product_service.imports.reading import COLUMNS
from servicekit.errors import ValidationFailed
from servicekit.spreadsheet import harmless

CATEGORIES = ("home", "office")
GOOD = {
    "sku": "HOM-CHR-1",
    "name": "Birch chair",
    "description": "",
    "category": "home",
    "price": "149.00",
    "currency": "EUR",
    "stock": "4",
    "picture": "",
    "alt": "",
}
# Letters of many scripts, what is invisible, what changes direction, what spreadsheets run, what ends lines.
ODD = "\0\x1b\n\r\t\u00a0\u200b\u200e\u202e\u2028\u3164\ufeff\uff11\U0001fae8\ud800\u0378'=+-@"
TEXT = st.text(st.sampled_from(string.printable + ODD) | st.characters(), max_size=20)
CELLS = {
    "sku": TEXT | st.from_regex(r"[A-Z0-9-]{0,42}", fullmatch=True),
    "name": TEXT | st.sampled_from(["x" * 200, "x" * 201, " " * 3, "\u3164"]),
    "description": TEXT | st.sampled_from(["x" * 5000, "x" * 5001, "two\r\nlines", "tab\tbed"]),
    "category": TEXT | st.sampled_from([*CATEGORIES, " home ", "Home", "x" * 61]),
    "price": TEXT
    | st.decimals(allow_nan=True, allow_infinity=True).map(str)
    | st.from_regex(r"[0-9]{0,17}(\.[0-9]{0,4})?", fullmatch=True)
    | st.sampled_from(["1e3", "1e400", "-0", "0", "100000000.00", "100000000.01", "١٢", " 1.00", "1,00"]),
    "currency": TEXT | st.sampled_from(["EUR", "JPY", "KWD", "eur", " EUR", "XXX"]),
    "stock": st.integers(-5, 1_000_005).map(str)
    | st.sampled_from(["", "0", "007", "1.0", "1e3", "١", "+4", "9" * 30, "true"]),
    "picture": TEXT
    | st.sampled_from(
        ["/media/products/1fa91.webp", "/media/products/ffff.webp", "/media/uploads/" + "a" * 32 + "-512.webp"]
    ),
    "alt": TEXT | st.sampled_from(["x" * 200, "x" * 201]),
}


def as_sent(cells: dict[str, str]) -> dict[str, Any]:
    """The same values over the API, where a number is a number, and no picture is none."""
    body: dict[str, Any] = {name: cells[name] for name in COLUMNS[:7]}
    digits = cells["stock"].removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) <= 18:
        body["stock"] = int(cells["stock"])
    if cells["picture"].strip():
        body["image"] = {"url": cells["picture"], "alt": cells["alt"]}
    return body


def by_the_api(cells: dict[str, str]) -> dict[str, Any] | None:
    """What a product would be made of; None for a refusal."""
    given = ProductInput(data=as_sent(cells))
    if not given.is_valid():
        return None
    changes = given.changes()
    try:
        price = priced(changes.price or "", changes.currency or "")
    except ValidationFailed:
        return None
    if changes.category not in CATEGORIES:
        return None
    values = {name: getattr(changes, name) for name in ("sku", "name", "description", "category", "stock")}
    picture = changes.picture
    return values | {"money": price, "picture": picture and picture.name, "alt": picture.alt if picture else None}


def by_the_file(cells: dict[str, str]) -> dict[str, Any] | None:
    row = Checker(COLUMNS, CATEGORIES).row(2, [_unmistakable(cells[name]) for name in COLUMNS])
    if not isinstance(row, Row):
        assert row
        assert all(mistake.row == 2 and mistake.column in COLUMNS and mistake.detail for mistake in row)
        return None
    values = {
        name: getattr(row, name) for name in ("sku", "name", "description", "category", "stock", "money", "picture")
    }
    return values | {"alt": row.alt if row.picture else None}


def _unmistakable(cell: str) -> str:
    """A cell that begins with an apostrophe and a formula is one that an export has made harmless."""
    return harmless(cell)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_cell_is_judged_as_the_api_judges_the_value(column: str) -> None:
    @settings(max_examples=50)
    @given(cell=CELLS[column])
    @example(cell="")
    @example(cell=GOOD[column])
    def judged(cell: str) -> None:
        cells = GOOD | {column: cell}
        if column == "alt" and cell:
            cells["picture"] = "/media/products/1fa91.webp"
        assert by_the_file(cells) == by_the_api(cells)

    judged()


@settings(max_examples=50)
@given(st.fixed_dictionaries(CELLS))
def test_rows_are_judged_as_products_are(cells: dict[str, str]) -> None:
    if cells["picture"].strip():
        assert by_the_file(cells) == by_the_api(cells)


def test_every_mistake_of_a_row_is_told() -> None:
    row = Checker(COLUMNS, CATEGORIES).row(7, ["sku", "", "\x1b", "nowhere", "NaN", "eur", "-1", "/x.png", "x" * 201])
    assert not isinstance(row, Row)
    assert [(one.row, one.column, one.code) for one in row] == [
        (7, "sku", "invalid"),
        (7, "name", "blank"),
        (7, "description", "invalid-characters"),
        (7, "category", "unknown"),
        (7, "price", "invalid"),
        (7, "currency", "invalid_choice"),
        (7, "stock", "min_value"),
        (7, "picture", "unknown"),
        (7, "alt", "max_length"),
    ]


@pytest.mark.parametrize(("cells", "code"), [(["A"], "too-few-cells"), (["A", "1.00", "x"], "too-many-cells")])
def test_a_row_has_the_columns_of_the_first_one(cells: list[str], code: str) -> None:
    row = Checker(("sku", "price"), CATEGORIES).row(3, cells)
    assert not isinstance(row, Row)
    assert [(one.row, one.column, one.code) for one in row] == [(3, "", code)]
