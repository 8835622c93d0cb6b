from __future__ import annotations

from product_service.stock.models import Stock


def stock_of_product(product_id: int) -> Stock:
    """Nobody reserves or sells the product until the transaction ends."""
    return Stock.objects.select_for_update().get(product_id=product_id)
