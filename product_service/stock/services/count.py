"""The shelf is filled, counted and refilled as part of something larger, so these join the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from product_service.stock import locks
from product_service.stock.domain import books
from product_service.stock.domain.lines import Line
from product_service.stock.models import Movement, Stock, StockMovement
from servicekit.faults.failpoints import failpoint


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


@transaction.atomic
def stock_take_back(*, lines: Iterable[Line]) -> None:
    """Sold units come back on the shelf, because their order was cancelled before it left the house."""
    for line in sorted(lines):
        StockMovement.objects.create(product_id=line.product_id, kind=Movement.RETURNED, quantity=line.quantity)
        Stock.objects.filter(product_id=line.product_id).update(on_hand=F("on_hand") + line.quantity)
    failpoint("product.take-back.before-commit")
