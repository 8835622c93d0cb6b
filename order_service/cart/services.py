from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

from django.db import transaction

from order_service.cart import selectors
from order_service.cart.cart import Cart
from order_service.cart.errors import ProductUnavailable, product_missing
from order_service.cart.models import CartLine
from order_service.cart.ports import Prices, Product
from servicekit import clock
from servicekit.errors import DeadlineExceeded, DependencyUnavailable

SNAPSHOT = ("name", "unit_price_minor", "currency", "image_url", "available", "on_sale", "seen_at")


def cart_read(*, customer_id: UUID, prices: Prices) -> Cart:
    """The cart with today's prices; with the last known ones, and `stale`, when the catalogue does not answer."""
    lines = selectors.lines_of(customer_id)
    if not lines:
        return Cart(lines)
    try:
        products = prices.products([line.product_id for line in lines])
    except (DependencyUnavailable, DeadlineExceeded):
        return Cart(lines, stale=True)
    changed = [line for line in lines if _see(line, {product.id: product for product in products})]
    if changed:
        CartLine.objects.bulk_update(changed, SNAPSHOT)
    return Cart(lines)


def cart_replace(*, customer_id: UUID, items: Sequence[tuple[int, int]], prices: Prices) -> Cart:
    """Make the cart hold exactly `items`, pairs of product id and quantity.

    A product that went off sale may stay, so that the rest of the cart can be changed; it cannot be put in anew.
    """
    found = (
        {product.id: product for product in prices.products([product_id for product_id, _ in items])} if items else {}
    )
    return _store(customer_id=customer_id, items=items, found=found)


@transaction.atomic(durable=True)
def _store(*, customer_id: UUID, items: Sequence[tuple[int, int]], found: Mapping[int, Product]) -> Cart:
    known = {line.product_id: line for line in selectors.lines_of(customer_id)}
    _refuse_missing(items, found.keys() | known.keys())
    lines = [
        _line(
            known.get(product_id), customer_id=customer_id, position=position, product_id=product_id, quantity=quantity
        )
        for position, (product_id, quantity) in enumerate(items)
    ]
    for line in lines:
        _see(line, found)
    CartLine.objects.filter(customer_index=customer_id).delete()
    # Two devices may put a cart at once; a line both of them hold is the later one's.
    CartLine.objects.bulk_create(
        lines,
        update_conflicts=True,
        unique_fields=["customer_index", "product_id"],
        update_fields=["position", "quantity", *SNAPSHOT],
    )
    return Cart(lines)


@transaction.atomic(durable=True)
def cart_clear(*, customer_id: UUID) -> None:
    cart_drop(customer_id=customer_id)


def cart_drop(*, customer_id: UUID) -> None:
    """The same as part of a larger transaction."""
    CartLine.objects.filter(customer_index=customer_id).delete()


def cart_forget(*, customer_id: UUID, product_ids: Iterable[int]) -> None:
    """Takes out what was bought; part of the transaction that confirms the order."""
    CartLine.objects.filter(customer_index=customer_id, product_id__in=list(product_ids)).delete()


def _refuse_missing(items: Sequence[tuple[int, int]], known: AbstractSet[int]) -> None:
    missing = [index for index, (product_id, _) in enumerate(items) if product_id not in known]
    if missing:
        raise ProductUnavailable(errors=[product_missing(f"/items/{index}/product_id") for index in missing])


def _line(before: CartLine | None, **wanted: Any) -> CartLine:
    seen = {field: getattr(before, field) for field in SNAPSHOT} if before else {}
    return CartLine(**wanted, **seen)


def _see(line: CartLine, products: Mapping[int, Product]) -> bool:
    """Write what the catalogue says into the line. False when it says the same as before."""
    product = products.get(line.product_id)
    seen = {"on_sale": False, "available": 0} if product is None else _snapshot(product)
    if all(getattr(line, field) == value for field, value in seen.items()):
        return False
    for field, value in seen.items():
        setattr(line, field, value)
    line.seen_at = clock.now()
    return True


def _snapshot(product: Product) -> dict[str, Any]:
    return {
        "name": product.name,
        "unit_price_minor": product.price.minor_units,
        "currency": product.price.currency,
        "image_url": product.image_url,
        "available": product.available,
        "on_sale": True,
    }
