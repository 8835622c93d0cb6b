"""The shelf is filled and counted as part of a product's own change, so these join the caller's transaction."""

from __future__ import annotations

from django.db import transaction

from product_service.stock import locks
from product_service.stock.domain import books
from product_service.stock.models import Movement, Stock, StockMovement


@transaction.atomic
def stock_open(*, product_id: int, received: int) -> Stock:
    """The first delivery of a new product; it may be none yet."""
    if received:
        StockMovement.objects.create(product_id=product_id, kind=Movement.RECEIVED, quantity=received)
    return Stock.objects.create(product_id=product_id, on_hand=received)


@transaction.atomic
def stock_recount(*, product_id: int, counted: int) -> Stock:
    """Somebody counted: make `on_hand` what there is. StockBelowReserved when that is less than what is promised."""
    stock = locks.stock_of_product(product_id)
    correction = books.recount(stock.on_hand, counted=counted, reserved=stock.reserved)
    if correction:
        StockMovement.objects.create(product_id=product_id, kind=Movement.ADJUSTED, quantity=correction)
        stock.on_hand = counted
        stock.save(update_fields=["on_hand"])
    return stock
