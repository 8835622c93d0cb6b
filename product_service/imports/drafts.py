"""A chunk of rows as it will be written, made before the transaction: inside of it only the new ids are missing.

Prevents locks that are held for Python: folding the words of a thousand descriptions takes as long as writing them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from product_service.catalog.domain import words
from product_service.catalog.domain.ownership import Manager
from product_service.catalog.domain.pictures import PARCEL
from product_service.imports.checking import Row
from product_service.imports.domain.mistakes import Mistake
from product_service.imports.events import Imported
from product_service.imports.plan import Changed, New, Step, There, steps
from servicekit import clock
from servicekit.money import Money

# Of a new product, behind its id.
MADE = (
    "sku",
    "name",
    "description",
    "category_id",
    "price_minor",
    "currency",
    "vendor_id",
    "organisation_id",
    "picture",
    "picture_alt",
    "in_stock",
    "name_words",
    "search_words",
    "created_at",
    "updated_at",
)
# What is written of a product when that of it differs. An index that holds none of it is left alone.
TOUCHED = {
    "name": ("name", "name_words", "search_words"),
    "description": ("description", "search_words"),
    "category": ("category_id", "search_words"),
    "price": ("price_minor",),
    "currency": ("currency",),
    "picture": ("picture", "picture_alt"),
    "stock": (),
}
ALWAYS = ("version", "updated_at")
WORDY = frozenset({"name", "description", "category"})


@dataclass
class Draft:
    """`there` is what it was made from, and `names` those of the categories; of what is new `facts` lack the id."""

    rows: Sequence[Row]
    manager: Manager
    there: Mapping[str, There]
    names: Mapping[str, str]
    now: datetime = field(default_factory=clock.now)
    unchanged: int = 0
    mistakes: list[Mistake] = field(default_factory=list)
    made: list[New] = field(default_factory=list)
    products: list[tuple[Any, ...]] = field(default_factory=list)
    facts: list[Imported] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    # By the columns that are written: rows of values, the id first.
    updates: dict[tuple[str, ...], list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    told: list[Imported] = field(default_factory=list)
    moves: Counter[str] = field(default_factory=Counter)


def draft(rows: Sequence[Row], manager: Manager, there: Mapping[str, There], names: Mapping[str, str]) -> Draft:
    made = Draft(rows, manager, there, names)
    for row, step in zip(rows, steps(rows, there, manager), strict=True):
        _sort(made, row, step if row.category is None or row.category in names else _gone(row))
    _list(made)
    return made


def _gone(row: Row) -> list[Mistake]:
    return [Mistake(row.number, "category", "unknown", "There is no such category any more.")]


def _sort(one: Draft, row: Row, step: Step) -> None:
    if step is None:
        one.unchanged += 1
    elif isinstance(step, New):
        one.made.append(step)
        one.moves[row.category or ""] += 1
    elif isinstance(step, Changed):
        _revise(one, step)
    else:
        one.mistakes += step


def _list(one: Draft) -> None:
    owner, now = one.manager.lists_for(), one.now
    tail = (now, now)
    for row, price in one.made:
        sku, name, description, category = row.sku, row.name or "", row.description or "", row.category or ""
        one.products.append(
            (
                sku,
                name,
                description,
                category,
                price.minor_units,
                price.currency,
                owner.vendor_id,
                owner.organisation_id,
                row.picture or PARCEL,
                row.alt or "",
                bool(row.stock),
                *_words(sku, name, description, one.names[category]),
                *tail,
            )
        )
        one.facts.append(_facts(0, sku, name, category, price, 1, units=row.stock or 0))


def _revise(one: Draft, step: Changed) -> None:
    row, there, price, different = step
    one.changed.append(step)
    if "category" in different:
        one.moves[there.category] -= 1
        one.moves[row.category or ""] += 1
    values = _values(one, step)
    columns = tuple(dict.fromkeys(name for part in _in_turn(different) for name in TOUCHED[part]))
    one.updates[columns + ALWAYS].append((there.id, *(values[name] for name in columns), there.version + 1, one.now))
    name, category = row.name or there.name, row.category or there.category
    units = (row.stock if row.stock is not None else there.on_hand) - there.on_hand
    facts = _facts(there.id, row.sku, name, category, price, there.version + 1, units=units)
    one.told.append(facts | {"created": False, "changed": sorted(different)})


@lru_cache(maxsize=128)
def _in_turn(names: frozenset[str]) -> Iterable[str]:
    return sorted(names)


def _values(one: Draft, step: Changed) -> dict[str, Any]:
    row, there, price, different = step
    if different.isdisjoint(WORDY | {"picture"}):  # a list of prices, mostly
        return {"price_minor": price.minor_units, "currency": price.currency}
    name, category = row.name or there.name, row.category or there.category
    description = there.description if row.description is None else row.description
    alt = there.alt if row.alt is None else row.alt
    if row.alt is None and "picture" in different:
        alt = ""  # the old one described another picture
    named, sought = _words(row.sku, name, description, one.names[category])
    return {
        "name": name,
        "description": description,
        "category_id": category,
        "price_minor": price.minor_units,
        "currency": price.currency,
        "picture": row.picture or there.picture,
        "picture_alt": alt,
        "name_words": named,
        "search_words": sought,
    }


def _words(sku: str, name: str, description: str, category: str) -> tuple[str, str]:
    """Of the name, as lists are sorted by it, and of all that is searched: each text, one after another."""
    named = words.haystack(name)
    sought = f"{named}{words.haystack(sku)}{_category_words(category)}{words.haystack(description)}"
    return named[: words.LONGEST_SORTED], sought


_category_words = lru_cache(maxsize=1000)(words.haystack)


def _facts(product_id: int, sku: str, name: str, category: str, price: Money, version: int, *, units: int) -> Imported:
    return {
        "product_id": product_id,
        "sku": sku,
        "name": name,
        "category": category,
        "price_minor_units": price.minor_units,
        "currency": price.currency,
        "version": version,
        "created": True,
        "changed": [],
        "units": units,
    }
