"""What the catalogue asks of a search engine, whichever it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol
from uuid import UUID

from product_service.catalog.domain.ownership import Manager
from servicekit.money import Money

# At most so many are ranked, and counted: the work of a search must not grow with the catalogue.
MOST_FOUND = 1000
# So many for the first pages, which are nearly all that is ever asked for.
FIRST_FOUND = 150

CountRelation = Literal["exact", "at_least"]
Ordering = Literal["popular", "price", "-price", "name", "-name", "newest", "rating"]


@dataclass(frozen=True)
class Filters:
    """What a product must be besides having the words. Prices compare with products of their own currency only."""

    # A slug; products of the categories below it count.
    category: str = ""
    min_price: Money | None = None
    max_price: Money | None = None
    in_stock: bool | None = None
    # Whole stars, 1 to 5.
    min_rating: int | None = None
    # A vendor's id or an organisation's.
    vendor: UUID | None = None
    managed_by: Manager | None = None


NO_FILTERS = Filters()


@dataclass(frozen=True)
class Query:
    text: str
    filters: Filters = NO_FILTERS
    # None: best match first.
    ordering: Ordering | None = None
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True)
class Found:
    """`ids` of the products from `offset` on, at most `limit`; `count` of all that match, as far as was counted."""

    ids: list[int]
    count: int
    count_relation: CountRelation = "exact"
    # What was searched instead of the text, which nothing matched.
    corrected: str | None = None


NOTHING = Found([], 0)


@dataclass(frozen=True)
class Suggestions:
    """What the text may become: whole queries that find something, and the best products. Best first."""

    queries: list[str] = field(default_factory=list)
    product_ids: list[int] = field(default_factory=list)


class Engine(Protocol):
    def find(self, query: Query) -> Found:
        """All words match, or if no product has them all, the words they were probably meant to be."""

    def suggest(self, text: str, *, limit: int) -> Suggestions:
        """The last word may be a beginning."""
