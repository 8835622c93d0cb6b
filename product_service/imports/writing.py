"""A chunk of rows into the catalogue: a handful of statements, whatever the number of rows. Joins a transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from uuid import UUID

from django.db import connection, transaction

from product_service.catalog import cached, shown
from product_service.catalog.counts import products_moved
from product_service.catalog.domain import words
from product_service.catalog.domain.ownership import Manager
from product_service.catalog.domain.pictures import PARCEL, is_uploaded
from product_service.catalog.models import Product
from product_service.imports import search
from product_service.imports.checking import Row
from product_service.imports.domain.mistakes import Mistake
from product_service.imports.events import Imported
from product_service.imports.plan import Changed, New, Step, categories, products_there, steps
from product_service.stock import shelf
from product_service.stock.domain.adjustment import Movement, Reason
from product_service.stock.domain.shelf import Shelf, Turn
from product_service.stock.models import Stock, StockMovement
from servicekit import clock
from servicekit.db import bulk
from servicekit.faults.failpoints import failpoint
from servicekit.money import Money

MADE = (
    "id",
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
SKU = MADE.index("sku")
CHANGED = (
    "name",
    "description",
    "category_id",
    "price_minor",
    "currency",
    "picture",
    "picture_alt",
    "version",
    "name_words",
    "search_words",
    "updated_at",
)
MOVED = ("product_id", "kind", "quantity", "on_hand_after", "reason", "by", "at")


@dataclass
class Written:
    """What became of the rows of a chunk."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    mistakes: list[Mistake] = field(default_factory=list)
    products: list[Imported] = field(default_factory=list)


def write(rows: Sequence[Row], manager: Manager) -> Written:
    """What became impossible since the check is left out as a whole, and told; the rest of the rows is written."""
    names = categories()
    done = _sorted_out(rows, manager, names)
    made = [step for step in done if isinstance(step, New)]
    changed = [step for step in done if isinstance(step, Changed)]
    written = Written(created=len(made), updated=len(changed), unchanged=done.count(None))
    written.mistakes = [mistake for step in done if isinstance(step, list) for mistake in step]
    _create(made, manager, names, written)
    _change(changed, manager, names, written)
    products_moved(_moves(made, changed))
    if written.products:
        search.products_changed([one["product_id"] for one in written.products])
        transaction.on_commit(cached.changed)
    failpoint("product.import.before-commit")
    return written


def _sorted_out(rows: Sequence[Row], manager: Manager, names: Mapping[str, str]) -> list[Step]:
    planned = list(steps(rows, products_there([row.sku for row in rows]), manager))
    if connection.vendor == "postgresql":  # SQLite's transaction has locked everything already
        planned = _looked_at_again(planned, manager)
    return [
        step if row.category is None or row.category in names else _gone(row)
        for row, step in zip(rows, planned, strict=True)
    ]


def _looked_at_again(planned: Sequence[Step], manager: Manager) -> list[Step]:
    """What is about to change, once it is locked. The rest stays as it was seen, for nobody holds it.

    A product that did not differ a moment ago is as the file wants it, and who changed it since came after the file. A
    SKU that somebody has taken since is refused by the database, and the whole chunk begins again.
    """
    changed = [step for step in planned if isinstance(step, Changed)]
    if not changed:
        return list(planned)
    held = {step.there.id for step in changed}
    _lock(held)
    now = products_there([step.row.sku for step in changed])
    again = steps([step.row for step in changed], {sku: one for sku, one in now.items() if one.id in held}, manager)
    return [next(again) if isinstance(step, Changed) else step for step in planned]


def _lock(product_ids: Collection[int]) -> None:
    """The shelves before the products, and several of each by their ids, as everybody who locks both."""
    ordered = sorted(product_ids)
    list(Stock.objects.select_for_update(no_key=True).filter(pk__in=ordered).order_by("pk").values_list("pk"))
    list(Product.objects.select_for_update(no_key=True).filter(pk__in=ordered).order_by("pk").values_list("pk"))


def _gone(row: Row) -> list[Mistake]:
    return [Mistake(row.number, "category", "unknown", "There is no such category any more.")]


def _create(made: Sequence[New], manager: Manager, names: Mapping[str, str], written: Written) -> None:
    if not made:
        return
    ids, owner, now = bulk.new_ids(Product, len(made)), manager.lists_for(), clock.now()
    products = [
        (
            product_id,
            row.sku,
            row.name,
            row.description,
            row.category,
            price.minor_units,
            price.currency,
            owner.vendor_id,
            owner.organisation_id,
            row.picture or PARCEL,
            row.alt or "",
            bool(row.stock),
            *_words(row.sku, row.name or "", row.description or "", names[row.category or ""]),
            now,
            now,
        )
        for product_id, (row, price) in zip(ids, made, strict=True)
    ]
    # By SKU: of two who list the same ones, the second waits for the first, and neither for the other.
    bulk.insert(Product, MADE, sorted(products, key=itemgetter(SKU)))
    on_hand = [(product_id, one.row.stock or 0) for product_id, one in zip(ids, made, strict=True)]
    bulk.insert(Stock, ("product_id", "on_hand"), on_hand)
    by = UUID(manager.user_id)
    received = [
        (product_id, Movement.RECEIVED.value, units, units, Reason.RECEIVED.value, by, now)
        for product_id, units in on_hand
        if units
    ]
    bulk.insert(StockMovement, MOVED, received)
    written.products += [
        _facts(product_id, one.row.sku, one.row.name or "", one.row.category or "", one.price, 1, units=units)
        for (product_id, units), one in zip(on_hand, made, strict=True)
    ]


def _change(changed: Sequence[Changed], manager: Manager, names: Mapping[str, str], written: Written) -> None:
    now, rows = clock.now(), []
    for row, there, price, different in changed:
        name, category = row.name or there.name, row.category or there.category
        description = there.description if row.description is None else row.description
        alt = there.alt if row.alt is None else row.alt
        if row.alt is None and "picture" in different:
            alt = ""  # the old one described another picture
        rows.append(
            (
                there.id,
                name,
                description,
                category,
                price.minor_units,
                price.currency,
                row.picture or there.picture,
                alt,
                there.version + 1,
                *_words(row.sku, name, description, names[category]),
                now,
            )
        )
        units = (row.stock if row.stock is not None else there.on_hand) - there.on_hand
        facts = _facts(there.id, row.sku, name, category, price, there.version + 1, units=units)
        written.products.append(facts | {"created": False, "changed": sorted(different)})
    bulk.update(Product, CHANGED, rows)
    for one in changed:
        if "picture" in one.names and is_uploaded(one.there.picture):
            shown.describe(one.there.id, one.there.picture, one.row.alt or "")
    _recount([one for one in changed if "stock" in one.names], UUID(manager.user_id))


def _recount(changed: Sequence[Changed], by: UUID) -> None:
    """As stock_recount, for all of them; `products.imported` says of each what stock.adjusted would."""
    if not changed:
        return
    now = clock.now()
    bulk.update(Stock, ("on_hand",), [(one.there.id, one.stock) for one in changed])
    corrections = [
        (
            one.there.id,
            Movement.ADJUSTED.value,
            one.stock - one.there.on_hand,
            one.stock,
            Reason.COUNTED.value,
            by,
            now,
        )
        for one in changed
    ]
    bulk.insert(StockMovement, MOVED, corrections)
    shelf.settle(_turn(one) for one in changed)


def _turn(one: Changed) -> Turn:
    before = Shelf(one.there.on_hand, one.there.reserved, one.there.low_at)
    return Turn(one.there.id, before, Shelf(one.stock, one.there.reserved, one.there.low_at))


def _moves(made: Sequence[New], changed: Sequence[Changed]) -> Counter[str]:
    moves = Counter(one.row.category or "" for one in made)
    for one in changed:
        if "category" in one.names:
            moves[one.there.category] -= 1
            moves[one.row.category or ""] += 1
    return moves


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
