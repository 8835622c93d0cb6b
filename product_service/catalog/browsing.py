"""What shoppers are answered: pages of products, one product, and the figures beside a list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from product_service.catalog import cached
from product_service.catalog.selectors import cards, listing, tree
from product_service.catalog.selectors.facets import of_list, of_products
from product_service.catalog.selectors.paths import Asked
from product_service.catalog.selectors.tree import Tree
from product_service.catalog.selectors.wanted import ProductFilter
from product_service.recommendations.selectors import related_ids
from product_service.search import engines
from product_service.search.ports import Filters, Query
from servicekit.api.keyset import Place, accepted, issued
from servicekit.errors import NotFound

PATH = "/api/products/"
# Price filters are amounts of the currency the shop's shelves are labelled in.
SHELF_CURRENCY = "EUR"
MOST_RELATED = 4

_trees: cached.Memory[Tree] = cached.Memory()
_best: cached.Memory[list[cards.Found]] = cached.Memory()
_counts: cached.Memory[tuple[int, bool]] = cached.Memory()


@dataclass(frozen=True)
class Part:
    """A page as it was found: ids in order, and the places beside it."""

    ids: list[int]
    count: int
    exact: bool
    next: Place | None = None
    previous: Place | None = None
    corrected: str | None = None


@dataclass(frozen=True)
class Page:
    """Which part of a list: the one at a cursor, or the one with a number. `sent` is repeated in its links."""

    wanted: ProductFilter
    cursor: str = ""
    page: int = 1
    page_size: int = 20
    sent: tuple[tuple[str, str], ...] = ()


def the_tree() -> Tree:
    return _trees.remembered("tree", tree.read)


def products(page: Page) -> dict[str, Any]:
    """One page of a list. InvalidCursor; NotFound for a number after the last page."""
    about = _about(page.wanted)
    place = accepted(page.cursor, about=about) if page.cursor else None
    part = _searched(page, place) if _is_search(page.wanted) else _listed(page, place)
    if page.page > 1 and not part.ids:
        raise NotFound("There are fewer pages than that.")
    return {
        "count": part.count,
        "count_relation": "exact" if part.exact else "at_least",
        "next": _link(page, part.next, about),
        "previous": _link(page, part.previous, about),
        "corrected_query": part.corrected,
        "results": cards.cards(cards.found(part.ids)),
    }


def facets(page: Page) -> dict[str, Any]:
    """How the products of a list divide: all of them up to a thousand, the first thousand of more."""
    if _is_search(page.wanted):
        found = engines.engine().find(_query(page.wanted, 0, listing.MOST_COUNTED))
        count, exact, figures = found.count, found.count_relation == "exact", of_products(found.ids)
    else:
        asked = located(page.wanted)
        figures = of_list(asked)
        count, exact = _counts.remembered(_about(asked.wanted), lambda: listing.count(asked))
    return {
        "count": count,
        "count_relation": "exact" if exact else "at_least",
        "categories": figures.categories(the_tree()),
        "prices": figures.prices(SHELF_CURRENCY),
        "ratings": figures.ratings(),
        "in_stock": figures.in_stock(),
        "vendors": figures.vendors(),
    }


def product(product_id: int) -> tuple[cards.Found, dict[str, Any]]:
    """One product with all its page shows, and its row. NotFound."""
    both = cards.found([product_id, *related_ids(product_id, most=MOST_RELATED)], on_sale=True)
    if not both or both[0].id != product_id:
        raise NotFound("There is no such product.")
    found, *beside = both
    [shown] = cards.cards([found])
    shown["category"]["path"] = the_tree().way(found.category)
    return found, shown | {"related": [cards.small(one) for one in beside or _beside_on_shelf(found)]}


def _beside_on_shelf(product: cards.Found) -> list[cards.Found]:
    """Of a product of which nothing is known yet: what sells best on the same shelf."""
    best = _best.remembered(product.category, lambda: cards.best_of_category(product.category, most=MOST_RELATED + 1))
    return [one for one in best if one.id != product.id][:MOST_RELATED]


def _is_search(wanted: ProductFilter) -> bool:
    """What was taken off sale stands in no search index."""
    return bool(wanted.search.strip()) and wanted.state == "on_sale"


def _searched(page: Page, place: Place | None) -> Part:
    """The best matches, ranked: they have numbers, and a place among them is one of those."""
    offset = int(place.values[0] or 0) if place else (page.page - 1) * page.page_size
    found = engines.engine().find(_query(page.wanted, offset, page.page_size))
    after, before = offset + len(found.ids), max(0, offset - page.page_size)
    return Part(
        ids=found.ids,
        count=found.count,
        exact=found.count_relation == "exact",
        next=Place((after,)) if found.ids and after < found.count else None,
        previous=Place((before,)) if offset else None,
        corrected=found.corrected,
    )


def _query(wanted: ProductFilter, offset: int, limit: int) -> Query:
    filters = Filters(
        category=wanted.category,
        min_price=wanted.min_price,
        max_price=wanted.max_price,
        in_stock=wanted.in_stock,
        min_rating=wanted.min_rating,
        vendor=wanted.vendor,
        managed_by=wanted.managed_by,
    )
    return Query(wanted.search, filters, wanted.ordering, offset, limit)


def _listed(page: Page, place: Place | None) -> Part:
    asked = located(page.wanted)
    skipped = (page.page - 1) * page.page_size if place is None else 0
    window = listing.window(asked, place, size=page.page_size, skipped=skipped)
    count, exact = _counted(asked, place, window, skipped)
    told = (count, exact)
    first, last = (tuple(window.rows[0]), tuple(window.rows[-1])) if window.rows else ((), ())
    back = place is not None and place.back
    more_before = window.more if back else (place is not None or skipped > 0)
    more_after = place is not None if back else window.more
    return Part(
        ids=window.ids,
        count=count,
        exact=exact,
        next=Place(last, told=told) if more_after and last else None,
        previous=Place(first, back=True, told=told) if more_before and first else None,
    )


def located(wanted: ProductFilter) -> Asked:
    """With its category's subtree."""
    return Asked(wanted, the_tree().below(wanted.category) if wanted.category else None)


def _counted(asked: Asked, place: Place | None, window: listing.Window, skipped: int) -> tuple[int, bool]:
    """The first page knows, or finds out; the others are told by their cursor."""
    if place is not None:
        count, exact = place.told
        return int(count or 0), bool(exact)
    if window.total is not None:
        return window.total, True
    if not window.more and window.rows:
        return skipped + len(window.rows), True
    return _counts.remembered(_about(asked.wanted), lambda: listing.count(asked))


@lru_cache(maxsize=2_000)
def _about(wanted: ProductFilter) -> str:
    """A cursor is good for one question only: this one."""
    return repr(wanted)


def _link(page: Page, place: Place | None, about: str) -> str | None:
    """Without scheme and host: behind the gateway there is one origin, and a forged Host must not reach a body."""
    if place is None:
        return None
    return f"{PATH}?{urlencode([*page.sent, ('cursor', issued(place, about=about))])}"
