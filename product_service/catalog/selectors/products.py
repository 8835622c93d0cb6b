"""One product, or some by their ids, as models: for use cases and calls."""

from __future__ import annotations

from collections.abc import Iterable

from product_service.catalog.models import Product
from servicekit.errors import NotFound


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
