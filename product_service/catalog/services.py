"""Use cases of the catalogue, one durable transaction each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from product_service.catalog import cached, locks, shown
from product_service.catalog.counts import products_moved
from product_service.catalog.domain import words
from product_service.catalog.domain.errors import NotYourProduct, ProductChanged, SkuTaken
from product_service.catalog.domain.ownership import Manager
from product_service.catalog.domain.pictures import PARCEL
from product_service.catalog.domain.price import priced
from product_service.catalog.events import ProductCreated, ProductDeleted, ProductRestored, ProductUpdated
from product_service.catalog.models import Category, Product
from product_service.search import services as search
from product_service.stock import services as stock
from product_service.stock.locks import stock_of_product
from product_service.stock.models import Stock
from servicekit import clock
from servicekit.audit import audited
from servicekit.auth.principal import Principal
from servicekit.auth.roles import reach
from servicekit.errors import FieldError, JsonValue, ValidationFailed
from servicekit.events import outbox

# The permission, in protos/roles.toml.
MANAGE = "catalog.manage"

# Says whether the product, with its stock, is still what the person changing it had seen.
Unchanged = Callable[[Product], bool]


@dataclass(frozen=True)
class Picture:
    name: str
    alt: str = ""


@dataclass(frozen=True)
class ProductChanges:
    """What somebody typed; None leaves a value as it is. A currency needs a price beside it."""

    sku: str | None = None
    name: str | None = None
    description: str | None = None
    category: str | None = None
    price: str | None = None
    currency: str | None = None
    stock: int | None = None
    picture: Picture | None = None

    @property
    def named(self) -> list[str]:
        return [field.name for field in fields(self) if getattr(self, field.name) is not None]


def manager(user: Principal) -> Manager:
    """What protos/roles.toml and the user's token make of him in the catalogue."""
    return Manager(user_id=user.id, reach=reach(user, MANAGE), org=user.org)


@transaction.atomic(durable=True)
def product_create(*, by: Principal, given: ProductChanges) -> Product:
    """List a product. Everything but the picture must be given. SkuTaken, ValidationFailed."""
    owner = manager(by).lists_for()
    product = Product(vendor_id=owner.vendor_id, organisation_id=owner.organisation_id, picture=PARCEL)
    product.in_stock = bool(given.stock)
    _apply(product, given)
    _save(product)
    product.stock = stock.stock_open(product_id=product.pk, received=given.stock or 0)
    products_moved({product.category_id: 1})
    transaction.on_commit(cached.changed)
    _publish(product, ProductCreated(**_facts(product)))
    _audited("product.created", product, sku=product.sku)
    return product


@transaction.atomic(durable=True)
def product_change(*, by: Principal, product_id: int, unchanged: Unchanged, given: ProductChanges) -> Product:
    """Raises NotFound, NotYourProduct, ProductChanged, SkuTaken, StockBelowReserved or ValidationFailed."""
    product = _for_change(by, product_id, unchanged)
    left = product.category_id
    _apply(product, given)
    if given.stock is not None:
        product.in_stock = given.stock > product.stock.reserved
    _next_version(product)
    if product.category_id != left:
        products_moved({left: -1, product.category_id: 1})
    transaction.on_commit(cached.changed)
    if given.stock is not None:
        before = product.stock.on_hand
        product.stock = stock.stock_recount(product_id=product.pk, counted=given.stock)
        _audited("stock.adjusted", product, before=before, after=given.stock)
    _publish(product, ProductUpdated(**_facts(product), changed=given.named))
    _audited("product.changed", product, fields=given.named, price=product.price.decimal())
    return product


@transaction.atomic(durable=True)
def product_delete(*, by: Principal, product_id: int, unchanged: Unchanged) -> None:
    """Take a product off sale. What is reserved of it can still be bought."""
    product = _for_change(by, product_id, unchanged)
    product.active = False
    _next_version(product)
    products_moved({product.category_id: -1})
    transaction.on_commit(cached.changed)
    _publish(product, ProductDeleted(product_id=product.pk, sku=product.sku, version=product.version))
    _audited("product.deleted", product, sku=product.sku)


@transaction.atomic(durable=True)
def product_restore(*, by: Principal, product_id: int) -> Product:
    """Put what was taken off sale on sale again; one that is on sale stays as it is. NotFound, NotYourProduct."""
    shelf = stock_of_product(product_id)
    product = _seen(by, locks.product_at_all(product_id), shelf, lambda _: True)
    if product.active:
        return product
    product.active = True
    _next_version(product)
    products_moved({product.category_id: 1})
    transaction.on_commit(cached.changed)
    _publish(product, ProductRestored(**_facts(product)))
    _audited("product.restored", product, sku=product.sku)
    return product


def product_pictured(product: Product, action: str, picture: str) -> None:
    """Part of the transaction of a change of its gallery, which holds the product."""
    _next_version(product)
    transaction.on_commit(cached.changed)
    _publish(product, ProductUpdated(**_facts(product), changed=["images"]))
    _audited(action, product, picture=picture)


def _for_change(by: Principal, product_id: int, unchanged: Unchanged) -> Product:
    # The stock before the product, as a sale does that takes the last unit and writes so on the product.
    shelf = stock_of_product(product_id)
    return _seen(by, locks.product_on_sale(product_id), shelf, unchanged)


def _seen(by: Principal, product: Product, shelf: Stock, unchanged: Unchanged) -> Product:
    if not manager(by).may_manage(product.owner):
        raise NotYourProduct
    product.stock = shelf
    if not unchanged(product):
        raise ProductChanged
    return product


def _apply(product: Product, given: ProductChanges) -> None:
    for name in ("sku", "name", "description"):
        value = getattr(given, name)
        if value is not None:
            setattr(product, name, value)
    if given.category is not None:
        product.category = _category(given.category)
    if given.picture is not None:
        shown.show(product, given.picture.name, given.picture.alt)
    _apply_price(product, given)
    product.name_words = words.sorted_by(product.name)
    product.search_words = words.haystack(product.name, product.sku, product.category.name, product.description)


def _apply_price(product: Product, given: ProductChanges) -> None:
    if given.price is None:
        if given.currency is not None and given.currency != product.currency:
            raise _wrong("/price", "required", "A new currency needs a new price.")
        return
    price = priced(given.price, given.currency or product.currency)
    product.price_minor, product.currency = price.minor_units, price.currency


def _category(slug: str) -> Category:
    category = locks.category_kept(slug)
    if category is None:
        raise _wrong("/category", "unknown", "There is no such category.")
    return category


def _next_version(product: Product) -> None:
    product.version += 1
    product.updated_at = clock.now()
    _save(product)


def _save(product: Product) -> None:
    try:
        with transaction.atomic():
            product.save()
    except IntegrityError as error:
        # Of a product's constraints only this one can be broken by two people at once.
        if Product.objects.filter(sku=product.sku).exclude(pk=product.pk).exists():
            raise SkuTaken(product.sku) from error
        raise
    search.product_changed(product.pk)


def _publish(product: Product, event: ProductCreated | ProductUpdated | ProductDeleted | ProductRestored) -> None:
    outbox.publish(event, aggregate="product", aggregate_id=str(product.pk))


def _audited(action: str, product: Product, **details: JsonValue) -> None:
    audited(action, resource="product", resource_id=str(product.pk), details=details)


def _facts(product: Product) -> dict[str, Any]:
    return {
        "product_id": product.pk,
        "sku": product.sku,
        "name": product.name,
        "category": product.category_id,
        "price_minor_units": product.price_minor,
        "currency": product.currency,
        "version": product.version,
    }


def _wrong(pointer: str, code: str, detail: str) -> ValidationFailed:
    return ValidationFailed(errors=[FieldError(pointer, code, detail)])


@transaction.atomic
def units_sold_add(*, units: dict[int, int]) -> None:
    """Count what an order sold, for "popular". Joins the transaction of the event's inbox row."""
    for product_id in sorted(units):
        Product.objects.filter(pk=product_id).update(units_sold=F("units_sold") + units[product_id])
    search.popularity_changed(units)
