"""Named reads of the catalogue. What shoppers see is on sale; everything else is not there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Literal

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from product_service.catalog.domain import words
from product_service.catalog.domain.ownership import Manager
from product_service.catalog.models import Category, Product
from servicekit.errors import NotFound
from servicekit.money import Money

# Under this key the answer with every category and its count is remembered; changes of products forget it.
CATEGORIES = "categories"

Ordering = Literal["popular", "price", "-price", "name", "-name", "newest"]

# id makes every order total: without it a product could stand on two pages, or on none.
ORDERS: dict[str, tuple[str, ...]] = {
    "popular": ("-units_sold", "id"),
    "price": ("currency", "price_minor", "id"),
    "-price": ("-currency", "-price_minor", "-id"),
    "name": ("name_words", "id"),
    "-name": ("-name_words", "-id"),
    "newest": ("-created_at", "-id"),
}


@dataclass(frozen=True)
class ProductFilter:
    """What a shopper asks for. Prices compare with products of their own currency only."""

    search: str = ""
    category: str = ""
    min_price: Money | None = None
    max_price: Money | None = None
    in_stock: bool | None = None
    ordering: Ordering | None = None
    # Only what this person manages.
    managed_by: Manager | None = None


def products_on_sale(wanted: ProductFilter) -> QuerySet[Product]:
    """Products with category and stock. Without an ordering: best match first when searching, else best selling."""
    products = Product.objects.filter(*_conditions(wanted), active=True).select_related("category", "stock")
    needles = words.needles(wanted.search)
    if wanted.search.strip() and not needles:
        return products.none()  # "%" or "!?" is no word of any product
    if needles:
        products = products.filter(*(Q(search_words__contains=needle) for needle in needles))
    if needles and wanted.ordering is None:
        return products.annotate(named=_words_in_name(needles)).order_by("-named", *ORDERS["popular"])
    return products.order_by(*ORDERS[wanted.ordering or "popular"])


def _conditions(wanted: ProductFilter) -> Iterable[Q]:
    if wanted.category:
        yield Q(category_id=wanted.category)
    if wanted.min_price:
        yield Q(currency=wanted.min_price.currency, price_minor__gte=wanted.min_price.minor_units)
    if wanted.max_price is not None:
        yield Q(currency=wanted.max_price.currency, price_minor__lte=wanted.max_price.minor_units)
    if wanted.in_stock is not None:
        free = Q(stock__on_hand__gt=F("stock__reserved"))
        yield free if wanted.in_stock else ~free
    if wanted.managed_by is not None:
        yield _managed(wanted.managed_by)


def _managed(manager: Manager) -> Q:
    """The condition that says of a row what Manager.may_manage says of a product."""
    if manager.reach == "all":
        return Q()
    if manager.org:
        return Q(organisation_id=manager.org)
    return Q(vendor_id=manager.user_id, organisation_id__isnull=True)


def _words_in_name(needles: Iterable[str]) -> Case:
    hits = [
        Case(When(name_words__contains=needle, then=Value(1)), default=Value(0), output_field=IntegerField())
        for needle in needles
    ]
    return reduce(add, hits)


def product_on_sale(product_id: int) -> Product:
    product = Product.objects.select_related("category", "stock").filter(pk=product_id, active=True).first()
    if product is None:
        raise NotFound("There is no such product.")
    return product


def products_by_id(product_ids: Iterable[int]) -> list[Product]:
    """Those on sale, in the order asked, each once."""
    asked = list(dict.fromkeys(product_ids))
    found = Product.objects.select_related("stock").filter(active=True).in_bulk(asked)
    return [found[product_id] for product_id in asked if product_id in found]


def categories_with_counts() -> QuerySet[Category]:
    """Every category with `on_sale`, the number of its products on sale."""
    return Category.objects.annotate(on_sale=Count("products", filter=Q(products__active=True))).order_by(
        "position", "slug"
    )
