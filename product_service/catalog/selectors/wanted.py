"""What somebody wants to see of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from product_service.catalog.domain.ownership import Manager
from servicekit.money import Money

Ordering = Literal["popular", "price", "-price", "name", "-name", "newest", "rating"]
State = Literal["on_sale", "deleted"]


@dataclass(frozen=True)
class ProductFilter:
    """What a shopper asks for. Prices compare with products of their own currency only."""

    search: str = ""
    # A slug; what is in the categories below it counts.
    category: str = ""
    min_price: Money | None = None
    max_price: Money | None = None
    in_stock: bool | None = None
    # A vendor's id or an organisation's: whose the product is.
    vendor: UUID | None = None
    # Whole stars, 1 to 5.
    min_rating: int | None = None
    ordering: Ordering | None = None
    # Only what this person manages.
    managed_by: Manager | None = None
    state: State = "on_sale"
