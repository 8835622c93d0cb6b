"""Filters as clauses of a question to an index."""

from __future__ import annotations

import re
from uuid import UUID

from product_service.search.domain import lexemes
from product_service.search.domain.expression import Clause
from product_service.search.ports import Filters

# What a category may be called.
SLUG = re.compile(r"[A-Za-z0-9_-]+")
# Of nobody's product.
NOBODY: Clause = (lexemes.FACT,)


def facts(filters: Filters) -> list[Clause]:
    """What the index can tell by itself. A price it tells to a band; who asks compares the price itself, too."""
    wanted: list[Clause] = []
    if filters.category:
        wanted.append(_below(filters.category))
    if filters.in_stock is not None:
        wanted.append((lexemes.availability(in_stock=filters.in_stock),))
    if filters.min_rating is not None:
        wanted.append((lexemes.stars(filters.min_rating),))
    if filters.vendor is not None:
        wanted.append((lexemes.own(filters.vendor), lexemes.organisation(filters.vendor)))
    return [*wanted, *_priced(filters), *_managed(filters)]


def _below(category: str) -> Clause:
    """Anybody may ask for a category of any name, and engines read what stands here as their language."""
    return (lexemes.below_category(category),) if SLUG.fullmatch(category) else NOBODY


def _priced(filters: Filters) -> list[Clause]:
    low, high = filters.min_price, filters.max_price
    limit = low or high
    if limit is None:
        return []
    least = low.minor_units if low else 0
    return [tuple(lexemes.price_bands(limit.currency, least, high.minor_units if high else None))]


def _managed(filters: Filters) -> list[Clause]:
    """What catalog.domain.ownership.Manager.may_manage says of one product."""
    manager = filters.managed_by
    if manager is None or manager.reach == "all":
        return []
    if manager.reach != "own":
        return [NOBODY]
    if manager.org:
        return [(lexemes.organisation(UUID(manager.org)),)]
    return [(lexemes.own(UUID(manager.user_id)),)]
