"""The figures beside a list: how its products divide among categories, prices, stars, stock and sellers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from django.db import connection

from product_service.catalog.selectors import cards, paths, scans
from product_service.catalog.selectors.listing import MOST_COUNTED, MOST_LOOKED_AT
from product_service.catalog.selectors.paths import Asked
from product_service.catalog.selectors.tree import Tree
from servicekit.db.prepared import rows

# Where the bands of prices begin, in minor units; the last one has no end. Their products are of the shelves' currency.
BANDS = (0, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000)
MOST_SELLERS = 20
STARS = (5, 4, 3, 2, 1)


class Facts(NamedTuple):
    category: str
    price_minor: int
    currency: str
    rating: int
    in_stock: bool
    organisation_id: Any
    vendor_id: Any


COLUMNS = "category_id, price_minor, currency, rating, in_stock, organisation_id, vendor_id"
BY_ID = f"SELECT {COLUMNS} FROM catalog_product WHERE "  # noqa: S608 - names of ours


@dataclass(frozen=True)
class Facets:
    """Of the products that were looked at: all that match, or the first thousand of them."""

    facts: Sequence[Facts]

    def categories(self, tree: Tree) -> list[dict[str, Any]]:
        """A product counts for its category and for all above it."""
        inside: Counter[str] = Counter()
        for slug, products in Counter(one.category for one in self.facts).items():
            for step in tree.way(slug):
                inside[step["slug"]] += products
        return [
            {"slug": slug, "name": tree.names[slug], "parent": tree.parent(slug), "count": inside[slug]}
            for slug in sorted(inside, key=tree.paths.__getitem__)
        ]

    def prices(self, currency: str) -> list[dict[str, Any]]:
        """Bands that hold something; both ends belong to them, as they do to the filters."""
        amounts = [one.price_minor for one in self.facts if one.currency == currency]
        bands = [(least, sum(least <= amount < end for amount in amounts), end) for least, end in pairwise(BANDS)]
        dearest = (BANDS[-1], sum(amount >= BANDS[-1] for amount in amounts), None)
        return [
            {
                "min": cards.decimal(least, currency),
                "max": None if end is None else cards.decimal(end - 1, currency),
                "count": products,
            }
            for least, products, end in [*bands, dearest]
            if products
        ]

    def ratings(self) -> list[dict[str, int]]:
        return [{"min_rating": stars, "count": sum(one.rating >= stars * 100 for one in self.facts)} for stars in STARS]

    def in_stock(self) -> dict[str, int]:
        available = sum(bool(one.in_stock) for one in self.facts)
        return {"available": available, "sold_out": len(self.facts) - available}

    def vendors(self) -> list[dict[str, Any]]:
        """Those with most products; what the house sells itself is nobody's."""
        sellers = Counter(one.organisation_id or one.vendor_id for one in self.facts)
        sellers.pop(None, None)
        return [
            {"id": cards.identity(seller), "count": products} for seller, products in sellers.most_common(MOST_SELLERS)
        ]


def of_list(asked: Asked) -> Facets:
    """One query for the products and one for their facts."""
    if asked.slugs == ():
        return Facets([])
    narrow = next(paths.selective(asked), None) or paths.in_order(asked)
    found = rows(*scans.page(narrow, None, size=MOST_COUNTED, bound=MOST_LOOKED_AT))
    return of_products(row[-1] for row in found)


def of_products(product_ids: Iterable[int]) -> Facets:
    return Facets(list(_facts(list(product_ids))))


def _facts(product_ids: list[int]) -> Iterator[Facts]:
    if not product_ids:
        return
    if connection.vendor == "postgresql":
        found = rows(f"{BY_ID}id = ANY(%s)", [product_ids])
    else:  # as one value: so many marks would be another statement for each number of them
        found = rows(f"{BY_ID}id IN (SELECT value FROM json_each(%s))", [str(product_ids)])  # noqa: S608 - the same
    yield from map(Facts._make, found)
