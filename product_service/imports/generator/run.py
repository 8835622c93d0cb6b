"""Fills the catalogue with made-up products, a chunk per transaction; a run that was cut off is continued."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction

from product_service.catalog import cached
from product_service.catalog.models import CategoryMove, Product
from product_service.imports import search
from product_service.imports.generator import reviews
from product_service.imports.generator.facts import SKU, Facts, products
from product_service.imports.generator.shelves import Shelves
from product_service.imports.pacing import Pace
from product_service.stock.domain.adjustment import Movement
from product_service.stock.models import Stock, StockMovement
from servicekit import clock
from servicekit.db import bulk

NUMBERED = re.compile(r"GEN-([0-9]{9})")
LARGEST = 10_000  # rows of a transaction
COLUMNS = (
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
    "units_sold",
    "in_stock",
    "rating_count",
    "rating_sum",
    "rating",
    "name_words",
    "search_words",
    "created_at",
    "updated_at",
)


@dataclass(frozen=True)
class Order:
    """`alone`: nobody shops meanwhile. `ratings`: with reviews, which are made up like the products."""

    wanted: int
    seed: int = 1
    alone: bool = False
    ratings: bool = False


def generate(order: Order, *, tell: Callable[[int], object]) -> int:
    """Adds what is missing to `order.wanted` products, and says after each chunk how many there are; how many came."""
    present = Product.objects.count()
    missing, shelves = order.wanted - present, Shelves()
    made = products(seed=order.seed, first=last_number() + 1)
    added, pace = 0, Pace(largest=LARGEST, alone=order.alone)
    with _hurried():
        while added < missing:
            facts = list(islice(made, min(pace.size, missing - added)))
            with pace.held():
                _write(facts, shelves, ratings=order.ratings)
            added += len(facts)
            tell(present + added)
    return max(0, added)


def last_number() -> int:
    """Of the products that an earlier run made; 0 when there are none."""
    made = Product.objects.filter(sku__range=(SKU.format(0), SKU.format(10**9 - 1)))
    for sku in made.order_by("-sku").values_list("sku", flat=True).iterator(chunk_size=100):
        if found := NUMBERED.fullmatch(sku):  # a person may have used the prefix, too
            return int(found[1])
    return 0


@transaction.atomic(durable=True)
def _write(facts: Sequence[Facts], shelves: Shelves, *, ratings: bool) -> None:
    ids, now = bulk.new_ids(Product, len(facts)), clock.now()
    bulk.insert(Product, COLUMNS, _rows(facts, ids, shelves, ratings=ratings))
    if ratings:
        reviews.write(facts, ids)
    bulk.insert(Stock, ("product_id", "on_hand"), zip(ids, (one.on_hand for one in facts), strict=True))
    received = [
        (product_id, Movement.RECEIVED.value, one.on_hand, one.on_hand, now - one.age)
        for product_id, one in zip(ids, facts, strict=True)
        if one.on_hand
    ]
    bulk.insert(StockMovement, ("product_id", "kind", "quantity", "on_hand_after", "at"), received)
    moves = Counter(shelves.of(one)[0] for one in facts)
    bulk.insert(CategoryMove, ("category_id", "products"), moves.items())
    search.products_added(ids)
    transaction.on_commit(cached.changed)


def _rows(
    facts: Sequence[Facts], ids: Sequence[int], shelves: Shelves, *, ratings: bool
) -> Iterator[tuple[object, ...]]:
    now = clock.now()
    for product_id, one in zip(ids, facts, strict=True):
        slug, category = shelves.of(one)
        rated = reviews.rated(one) if ratings else reviews.Rated()
        yield (
            product_id,
            one.sku,
            one.name.text,
            one.description.text,
            slug,
            one.price_minor,
            "EUR",
            one.seller.vendor_id,
            one.seller.organisation_id,
            one.thing.picture,
            one.units_sold,
            one.on_hand > 0,
            rated.count,
            rated.total,
            rated.hundredths,
            one.name.hay,
            f"{one.name.hay} gen {one.sku[4:]}{category.hay}{one.description.hay}",
            now - one.age,
            now - one.age,
        )


@contextmanager
def _hurried() -> Iterator[None]:
    """A commit that a power cut takes back is made again by the next run, so none waits for the disk."""
    on, off = (
        ("SET synchronous_commit TO off", "SET synchronous_commit TO DEFAULT")
        if connection.vendor == "postgresql"
        else ("PRAGMA synchronous=NORMAL", "PRAGMA synchronous=FULL")
    )
    with connection.cursor() as cursor:
        cursor.execute(on)
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size=-262144")  # KiB: the indexes are filled all over
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(off)
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA cache_size=-2000")


def analyse() -> None:
    """What the query planner knows of the tables is as old as they were small.

    On PostgreSQL an index answers alone for rows that every transaction sees, and VACUUM notes which those are: without
    it, a list with filters took 140 ms at p95 instead of 7, until autovacuum had come by.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM (ANALYZE)")
        else:
            cursor.execute("PRAGMA analysis_limit=1000")  # rows of each index: 20 ms and not 20 s with the write lock
            cursor.execute("ANALYZE")
