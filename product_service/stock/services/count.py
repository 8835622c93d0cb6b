"""The shelf is filled, counted and refilled as part of something larger, so these join the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from product_service.stock import locks, shelf
from product_service.stock.domain import books
from product_service.stock.domain.adjustment import Movement, Reason
from product_service.stock.domain.lines import Line
from product_service.stock.domain.shelf import Change, Turn
from product_service.stock.ledger import enter
from product_service.stock.models import Stock, StockMovement
from servicekit.faults.failpoints import failpoint


@transaction.atomic
def stock_open(*, product_id: int, received: int) -> Stock:
    """The first delivery of a new product; it may be none yet. Whoever lists it says on the product whether it is."""
    if received:
        StockMovement.objects.create(
            product_id=product_id, kind=Movement.RECEIVED, quantity=received, on_hand_after=received
        )
    return Stock.objects.create(product_id=product_id, on_hand=received)


@transaction.atomic
def stock_recount(*, product_id: int, counted: int) -> Stock:
    """Somebody counted: make `on_hand` what there is. StockBelowReserved when that is less than what is promised."""
    stock = locks.stock_of_product(product_id)
    correction = books.recount(stock.on_hand, counted=counted, reserved=stock.reserved)
    if correction:
        turn = shelf.made(Change(product_id, on_hand=correction))
        enter(turn, Movement.ADJUSTED, Reason.COUNTED)
        shelf.settle([turn])
        stock.on_hand = turn.after.on_hand
        failpoint("product.recount.before-commit")
    return stock


@transaction.atomic
def stock_take_back(*, lines: Iterable[Line]) -> None:
    """Sold units come back on the shelf, because their order was cancelled before it left the house."""
    turns = [_taken_back(line) for line in sorted(lines)]
    shelf.settle(turns)
    failpoint("product.take-back.before-commit")


def _taken_back(line: Line) -> Turn:
    turn = shelf.made(Change(line.product_id, on_hand=line.quantity))
    enter(turn, Movement.RETURNED, Reason.RETURNED)
    return turn
