from __future__ import annotations

from product_service.stock.models import Stock
from servicekit.errors import NotFound


def stock_of_product(product_id: int) -> Stock:
    """Nobody reserves or sells the product until the transaction ends. NotFound when there was never any of it."""
    stock = Stock.objects.select_for_update().filter(product_id=product_id).first()
    if stock is None:
        raise NotFound("There is no such product.")
    return stock
