"""What the filters say of a row, in SQL that both databases read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from product_service.catalog.domain.ownership import Manager
from product_service.catalog.selectors.orders import Bound
from product_service.catalog.selectors.wanted import ProductFilter


@dataclass(frozen=True)
class Fact:
    """One condition. `bounds` where an index can be entered by it; `columns` are those it reads."""

    name: str
    sql: str
    params: tuple[Any, ...]
    columns: tuple[str, ...]
    bounds: tuple[Bound, ...] = ()


def facts(wanted: ProductFilter) -> Iterator[Fact]:
    """Of the filters that are set, except the category, which takes the tree to know; what leaves few comes first."""
    if wanted.managed_by is not None and wanted.managed_by.reach != "all":
        yield _managed(wanted.managed_by)
    if wanted.vendor is not None:
        yield _sold_by(wanted.vendor)
    if bounds := tuple(_prices(wanted)):
        yield _bounded("price", bounds)
    if wanted.min_rating is not None:
        yield _bounded("rating", (Bound("rating", ">=", wanted.min_rating * 100),))
    if wanted.in_stock is not None:
        yield Fact("in_stock" if wanted.in_stock else "sold_out", _is(wanted.in_stock), (), ("in_stock",))


def inside(slugs: Sequence[str]) -> Fact:
    """In one of these categories."""
    if connection.vendor == "postgresql":
        return Fact("category", "category_id = ANY(%s)", (list(slugs),), ("category_id",))
    marks = ", ".join(["%s"] * len(slugs))
    return Fact("category", f"category_id IN ({marks})", tuple(slugs), ("category_id",))


def identity(value: UUID | str) -> str:
    """A UUID as the database takes it."""
    return str(value) if connection.vendor == "postgresql" else UUID(str(value)).hex


def _prices(wanted: ProductFilter) -> Iterator[Bound]:
    """A lower bound of nothing bounds nothing."""
    least, most = wanted.min_price or None, wanted.max_price
    if least is None and most is None:
        return
    yield Bound("currency", "=", (least or most).currency)  # type: ignore[union-attr] # one of them is there
    if least is not None:
        yield Bound("price_minor", ">=", least.minor_units)
    if most is not None:
        yield Bound("price_minor", "<=", most.minor_units)


def _bounded(name: str, bounds: tuple[Bound, ...]) -> Fact:
    sql = " AND ".join(bound.sql for bound in bounds)
    columns = tuple(dict.fromkeys(bound.column for bound in bounds))
    return Fact(name, sql, tuple(bound.value for bound in bounds), columns, bounds)


def _is(in_stock: bool) -> str:  # noqa: FBT001 - the filter's own value
    return "in_stock" if in_stock else "NOT in_stock"


def _sold_by(seller: UUID) -> Fact:
    """Whose a product is: an organisation's, else a vendor's of his own."""
    told = identity(seller)
    sql = "(organisation_id = %s OR (organisation_id IS NULL AND vendor_id = %s))"
    return Fact("vendor", sql, (told, told), ("organisation_id", "vendor_id"))


def _managed(manager: Manager) -> Fact:
    """The condition that says of a row what Manager.may_manage says of a product."""
    if manager.org:
        return Fact("managed", "organisation_id = %s", (identity(manager.org),), ("organisation_id",))
    sql = "(organisation_id IS NULL AND vendor_id = %s)"
    return Fact("managed", sql, (identity(manager.user_id),), ("organisation_id", "vendor_id"))
