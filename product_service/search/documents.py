"""Products as documents of an index, read and made in bulk."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from product_service.catalog.models import Category, Product
from product_service.search.domain import lexemes, popularity
from product_service.search.ports import Ordering

COLUMNS = (
    "id", "name_words", "search_words", "category_id", "price_minor", "currency",
    "units_sold", "in_stock", "rating", "vendor_id", "organisation_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    position: int
    product_id: int
    tier: int
    price_minor: int
    currency: str
    name: str
    lexemes: list[str]


def of_products(product_ids: Collection[int], *, locked: bool = False) -> list[Made]:
    """Of those on sale, by id, in two queries. `locked`: none of them changes until the transaction ends.

    Without that lock a reader of the old facts could write them after the writer of the new ones. Those off sale are
    locked as well: one that is put back on sale meanwhile would be found, and then taken for one that has to leave.
    """
    products = Product.objects.filter(pk__in=product_ids).order_by("pk")
    return made(products.select_for_update(no_key=True) if locked else products.filter(active=True))


def made(products: QuerySet[Product]) -> list[Made]:
    rows = [row for active, *row in products.values_list("active", *COLUMNS) if active]
    paths = dict(Category.objects.values_list("slug", "path")) if rows else {}
    return [_document(row, paths) for row in rows]


def in_order(product_ids: Sequence[int], ordering: Ordering, *, offset: int, limit: int) -> list[int]:
    """A part of them, in an order of the catalogue's. One query."""
    with connection.cursor() as cursor:
        one_of, given = _one_of(product_ids)
        cursor.execute(
            f"SELECT id FROM catalog_product WHERE id {one_of} ORDER BY {ORDERS[ordering]} LIMIT %s OFFSET %s",  # noqa: S608 - of ours
            [given, limit, offset],
        )
        return [row[0] for row in cursor.fetchall()]


# id makes every order total.
ORDERS: dict[Ordering, str] = {
    "popular": "units_sold DESC, id",
    "price": "currency, price_minor, id",
    "-price": "currency DESC, price_minor DESC, id DESC",
    "name": "name_words, id",
    "-name": "name_words DESC, id DESC",
    "newest": "created_at DESC, id DESC",
    "rating": "rating DESC, rating_count DESC, id",
}


def _one_of(numbers: Sequence[int]) -> tuple[str, Any]:
    """A thousand numbers as one parameter: a parameter for each would cost more than the rest of the statement."""
    if connection.vendor == "postgresql":
        return "= ANY(%s)", list(numbers)
    return "IN (SELECT value FROM json_each(%s))", json.dumps(numbers)


def _document(row: Any, paths: dict[str, str]) -> Made:
    product_id, name, words, category, price, currency, sold, in_stock, rating, vendor, organisation = row
    found = list(lexemes.of_text(name, words))
    found += [lexemes.below_category(slug) for slug in paths[category].split("/") if slug]
    found.append(lexemes.availability(in_stock=in_stock))
    found.append(lexemes.price_band(currency, price))
    found += [lexemes.stars(whole) for whole in range(1, rating // 100 + 1)]
    found += _owners(vendor, organisation)
    return Made(
        position=popularity.position(product_id, sold),
        product_id=product_id,
        tier=popularity.tier(sold),
        price_minor=price,
        currency=currency,
        name=name.strip(),
        lexemes=found,
    )


def _owners(vendor: Any, organisation: Any) -> Iterable[str]:
    if vendor is not None:
        yield lexemes.vendor(vendor)
        if organisation is None:
            yield lexemes.own(vendor)
    if organisation is not None:
        yield lexemes.organisation(organisation)
