"""The catalogue as the file that an import takes: reading it back changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from product_service.catalog import shelves
from product_service.catalog.domain import words
from product_service.catalog.domain.ownership import Manager
from product_service.catalog.domain.pictures import picture_url
from product_service.catalog.models import Product
from product_service.catalog.selectors import ProductFilter
from servicekit.money import Money

# A query for so many, from where the last one ended: neither memory nor an open transaction grows with the catalogue.
AT_ONCE = 2_000
COLUMNS = (
    "id",
    "sku",
    "name",
    "description",
    "category_id",
    "price_minor",
    "currency",
    "stock__on_hand",
    "picture",
    "picture_alt",
)

Line = tuple[Any, ...]


def lines(wanted: ProductFilter, manager: Manager) -> Iterator[Line]:
    """Cells in the order of reading.COLUMNS, by the age of the products; of vendors only what they manage."""
    products = Product.objects.filter(*_conditions(wanted), _managed(manager)).order_by("pk")
    found: list[Any] = list(products.values_list(*COLUMNS)[:AT_ONCE])
    while found:
        yield from map(_line, found)
        found = list(products.filter(pk__gt=found[-1][0]).values_list(*COLUMNS)[:AT_ONCE])


def _line(row: Line) -> Line:
    _, sku, name, description, category, price, currency, stock, picture, alt = row
    amount = Money(price, currency).decimal()
    return (sku, name, description, category, amount, currency, stock, picture_url(picture), alt)


def _conditions(wanted: ProductFilter) -> Iterable[Q]:
    """What the list's filters say. Every product that matches, where the list stops ranking after a thousand."""
    yield Q(active=wanted.state == "on_sale")
    if wanted.category:
        yield Q(category_id__in=shelves.below(wanted.category))
    if wanted.min_price:
        yield Q(currency=wanted.min_price.currency, price_minor__gte=wanted.min_price.minor_units)
    if wanted.max_price is not None:
        yield Q(currency=wanted.max_price.currency, price_minor__lte=wanted.max_price.minor_units)
    if wanted.in_stock is not None:
        yield Q(in_stock=wanted.in_stock)
    if wanted.vendor is not None:
        yield Q(organisation_id=wanted.vendor) | Q(organisation_id=None, vendor_id=wanted.vendor)
    if wanted.min_rating is not None:
        yield Q(rating__gte=100 * wanted.min_rating)
    yield from _found(wanted.search)


def _found(search: str) -> Iterable[Q]:
    needles = words.needles(search)
    if search.strip() and not needles:
        yield Q(pk__in=())  # "%" or "!?" is no word of any product
    yield from (Q(search_words__contains=needle) for needle in needles)


def _managed(manager: Manager) -> Q:
    """The condition that says of a row what Manager.may_manage says of a product."""
    if manager.reach == "all":
        return Q()
    if manager.org:
        return Q(organisation_id=manager.org)
    return Q(vendor_id=manager.user_id, organisation_id__isnull=True)
