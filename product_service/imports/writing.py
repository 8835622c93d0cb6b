"""A chunk of rows into the catalogue: a handful of statements, whatever the number of rows.

What is written is a draft, made of what was seen before the transaction. Inside of it only that is looked at again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from uuid import UUID

from django.db import connection, transaction

from product_service.catalog import cached, shown
from product_service.catalog.counts import products_moved
from product_service.catalog.domain.ownership import Manager
from product_service.catalog.domain.pictures import is_uploaded
from product_service.catalog.models import Product
from product_service.imports import search
from product_service.imports.checking import Row
from product_service.imports.domain.mistakes import Mistake
from product_service.imports.drafts import MADE, Draft, draft
from product_service.imports.events import Imported
from product_service.imports.plan import Changed, There, categories, products_there
from product_service.stock import shelf
from product_service.stock.domain.adjustment import Movement, Reason
from product_service.stock.domain.shelf import Shelf, Turn
from product_service.stock.models import Stock, StockMovement
from servicekit.db import bulk, copytext
from servicekit.faults.failpoints import failpoint

COLUMNS = ("id", *MADE)
SKU = COLUMNS.index("sku")
MOVED = ("product_id", "kind", "quantity", "on_hand_after", "reason", "by", "at")


@dataclass
class Written:
    """What became of the rows of a chunk."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    mistakes: list[Mistake] = field(default_factory=list)
    products: list[Imported] = field(default_factory=list)


def drafted(rows: Sequence[Row], manager: Manager) -> Draft:
    """Of the catalogue as anybody sees it: nothing is held."""
    return draft(rows, manager, products_there([row.sku for row in rows]), categories())


def write(given: Draft) -> Written:
    """Joins a transaction. What became impossible since the check is left out as a whole and told, the rest written."""
    one = _as_it_is_now(given)
    _create(one)
    _change(one)
    products_moved(one.moves)
    products = [*one.facts, *one.told]
    if products:
        search.products_changed([product["product_id"] for product in products])
        transaction.on_commit(cached.changed)
    failpoint("product.import.before-commit")
    return Written(len(one.made), len(one.changed), one.unchanged, one.mistakes, products)


def _as_it_is_now(given: Draft) -> Draft:
    """What is about to change, or to be made, is looked at once it is held. The rest stays as it was seen.

    A product that did not differ a moment ago is as the file wants it, and who changed it since came after the file.
    """
    looked_at = {step.row.sku for step in given.changed}
    if connection.vendor == "postgresql":
        now = _locked(given.changed, looked_at)
    else:  # the transaction has locked everything already, so it can be seen here that somebody has taken a SKU
        looked_at |= {step.row.sku for step in given.made}
        now = products_there(looked_at) if looked_at else {}
    there = {sku: one for sku, one in given.there.items() if sku not in looked_at} | now
    names = categories()
    if there == given.there and names == given.names:
        return given
    return draft(given.rows, given.manager, there, names)


def _locked(changed: Sequence[Changed], skus: Collection[str]) -> dict[str, There]:
    """A SKU that somebody has taken since is refused by the database, and the whole chunk begins again."""
    if not changed:
        return {}
    held = {step.there.id for step in changed}
    _lock(held)
    return {sku: one for sku, one in products_there(skus).items() if one.id in held}


def _lock(product_ids: Collection[int]) -> None:
    """The shelves before the products, and several of each by their ids, as everybody who locks both."""
    ordered = copytext.array(sorted(product_ids))
    with connection.cursor() as cursor:
        for rows in ("stock_stock WHERE product_id", "catalog_product WHERE id"):
            key = rows.split()[-1]
            held = f"SELECT FROM {rows} = ANY(%s) ORDER BY {key} FOR NO KEY UPDATE"
            cursor.execute(f"SELECT count(*) FROM ({held}) AS held", [ordered])  # noqa: S608 - names of ours


def _create(one: Draft) -> None:
    if not one.made:
        return
    ids = bulk.new_ids(Product, len(one.made))
    products = [(product_id, *values) for product_id, values in zip(ids, one.products, strict=True)]
    # By SKU: of two who list the same ones, the second waits for the first, and neither for the other.
    bulk.insert(Product, COLUMNS, sorted(products, key=itemgetter(SKU)))
    on_hand = [(product_id, new.row.stock or 0) for product_id, new in zip(ids, one.made, strict=True)]
    bulk.insert(Stock, ("product_id", "on_hand"), on_hand)
    by = UUID(one.manager.user_id)
    received = [
        (product_id, Movement.RECEIVED.value, units, units, Reason.RECEIVED.value, by, one.now)
        for product_id, units in on_hand
        if units
    ]
    bulk.insert(StockMovement, MOVED, received)
    for product_id, facts in zip(ids, one.facts, strict=True):
        facts["product_id"] = product_id


def _change(one: Draft) -> None:
    for columns, rows in one.updates.items():
        bulk.update(Product, columns, sorted(rows, key=itemgetter(0)))
    for step in one.changed:
        if "picture" in step.names and is_uploaded(step.there.picture):
            shown.describe(step.there.id, step.there.picture, step.row.alt or "")
    _recount(one, [step for step in one.changed if "stock" in step.names])


def _recount(one: Draft, changed: Sequence[Changed]) -> None:
    """As stock_recount, for all of them; `products.imported` says of each what stock.adjusted would."""
    if not changed:
        return
    by = UUID(one.manager.user_id)
    bulk.update(Stock, ("on_hand",), [(step.there.id, step.stock) for step in changed])
    corrections = [
        (
            step.there.id,
            Movement.ADJUSTED.value,
            step.stock - step.there.on_hand,
            step.stock,
            Reason.COUNTED.value,
            by,
            one.now,
        )
        for step in changed
    ]
    bulk.insert(StockMovement, MOVED, corrections)
    shelf.settle(_turn(step) for step in changed)


def _turn(step: Changed) -> Turn:
    before = Shelf(step.there.on_hand, step.there.reserved, step.there.low_at)
    return Turn(step.there.id, before, Shelf(step.stock, step.there.reserved, step.there.low_at))
