from __future__ import annotations

from product_service.catalog.models import Product
from servicekit.errors import NotFound


def product_on_sale(product_id: int) -> Product:
    """Nobody else changes the product until the transaction ends. NotFound when it is not on sale.

    `no_key`: a reservation line being written refers to the product and must not wait for a change of its text.
    """
    product = Product.objects.select_for_update(no_key=True).filter(pk=product_id, active=True).first()
    if product is None:
        raise NotFound("There is no such product.")
    return product
