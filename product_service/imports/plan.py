"""What a row would do to the catalogue as it is now: nothing, a new product, a change, or what stands against it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from product_service.catalog.domain.ownership import Manager, Owner
from product_service.catalog.domain.pictures import is_uploaded
from product_service.catalog.models import Category, Product
from product_service.imports.checking import Row, money
from product_service.imports.domain.mistakes import Mistake, Refused
from servicekit.db import copytext
from servicekit.money import Money

# Everything but the pictures must be said of a new product, as over the API.
NEEDED = ("name", "description", "category", "price", "currency", "stock")


class There(NamedTuple):
    """A product that has the SKU already, with its shelf."""

    id: int
    sku: str
    name: str
    description: str
    category: str
    price_minor: int
    currency: str
    vendor_id: UUID | None
    organisation_id: UUID | None
    active: bool
    picture: str
    alt: str
    version: int
    on_hand: int
    reserved: int
    low_at: int


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
    "active",
    "picture",
    "picture_alt",
    "version",
    "stock__on_hand",
    "stock__reserved",
    "stock__low_at",
)


class New(NamedTuple):
    row: Row
    price: Money


class Changed(NamedTuple):
    """`names` are those of the fields that differ from what is there."""

    row: Row
    there: There
    price: Money
    names: frozenset[str]

    @property
    def stock(self) -> int:
        return self.there.on_hand if self.row.stock is None else self.row.stock


Step = New | Changed | None | list[Mistake]


def products_there(skus: Collection[str]) -> dict[str, There]:
    """One query."""
    # One parameter in place of a thousand, each of which Django and the driver would look at.
    condition, given = "catalog_product.sku IN (SELECT value FROM json_each(%s))", json.dumps(list(skus))
    if connection.vendor == "postgresql":
        condition, given = "catalog_product.sku = ANY(%s)", str(copytext.array(list(skus)))
    rows = Product.objects.extra(where=[condition], params=[given]).values_list(*COLUMNS)  # noqa: S610 - two texts of ours
    return {row[1]: There(*row) for row in rows}


def categories() -> dict[str, str]:
    """Slug and name of each."""
    return dict(Category.objects.values_list("slug", "name"))


def steps(rows: Iterable[Row], there: Mapping[str, There], manager: Manager) -> Iterator[Step]:
    """In the order of the rows; None where nothing would change."""
    for row in rows:
        found = there.get(row.sku)
        try:
            yield _new(row) if found is None else _changed(row, found, manager)
        except Refused as refused:
            yield [Mistake(row.number, *told) for told in refused.found]


def _new(row: Row) -> New:
    missing = [name for name in NEEDED if getattr(row, name) is None]
    if missing:
        raise Refused(*((name, "required", "A new product needs it.") for name in missing))
    if row.picture and is_uploaded(row.picture):
        raise Refused(("picture", "unknown", "The product has no such picture."))
    assert row.money  # noqa: S101 - price and currency are there
    return New(row, row.money)


def _changed(row: Row, there: There, manager: Manager) -> Changed | None:
    if not manager.may_manage(Owner(there.vendor_id, there.organisation_id)):
        raise Refused(("sku", "taken", f"{row.sku} is the SKU of another seller's product."))
    if not there.active:
        raise Refused(("sku", "off-sale", "The product is off sale: put it back on sale first."))
    if row.stock is not None and row.stock < there.reserved:
        raise Refused(("stock", "stock-below-reserved", f"{there.reserved} units are reserved for open orders."))
    price = _price(row, there)
    if row.picture not in {None, there.picture} and (is_uploaded(row.picture or "") or is_uploaded(there.picture)):
        raise Refused(("picture", "own-pictures", "Pictures that were uploaded are changed one by one."))
    names = frozenset(_differing(row, there, price))
    return Changed(row, there, price, names) if names else None


def _price(row: Row, there: There) -> Money:
    if row.money:
        return row.money
    if row.price is not None:
        return money(row.price, there.currency)
    if row.currency is not None and row.currency != there.currency:
        raise Refused(("price", "required", "A new currency needs a new price."))
    return Money(there.price_minor, there.currency)


def _differing(row: Row, there: There, price: Money) -> Iterator[str]:
    for name in ("name", "description", "category"):
        if (given := getattr(row, name)) is not None and given != getattr(there, name):
            yield name
    if price.minor_units != there.price_minor:
        yield "price"
    if price.currency != there.currency:
        yield "currency"
    if row.stock is not None and row.stock != there.on_hand:
        yield "stock"
    if (row.picture is not None and row.picture != there.picture) or (row.alt is not None and row.alt != there.alt):
        yield "picture"
