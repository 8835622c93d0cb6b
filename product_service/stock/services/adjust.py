"""What a person changes about a shelf."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from product_service.catalog.domain.errors import NotYourProduct
from product_service.catalog.domain.ownership import Manager
from product_service.stock import locks, shelf
from product_service.stock.domain.adjustment import Adjustment, checked
from product_service.stock.domain.errors import StockChanged
from product_service.stock.domain.shelf import Change, Turn
from product_service.stock.ledger import enter
from product_service.stock.models import Stock, StockMovement
from servicekit.audit import audited
from servicekit.errors import JsonValue
from servicekit.faults.failpoints import failpoint

# Says whether the stock is still what whoever changes it has seen of it.
Unchanged = Callable[[Stock], bool]


@transaction.atomic(durable=True)
def stock_adjust(
    *,
    by: Manager,
    product_id: int,
    adjustment: Adjustment,
    checkpoint: Callable[[object], None],
    unchanged: Unchanged = lambda _: True,
) -> StockMovement:
    """More, or less, on the shelf, for a reason. `checkpoint` ties it to the Idempotency-Key in the same commit.

    Raises NotFound, NotYourProduct, StockChanged, ValidationFailed or StockBelowReserved.
    """
    stock = _managed(by, product_id)
    if not unchanged(stock):
        raise StockChanged
    checked(adjustment, stock.shelf)
    turn = shelf.made(Change(product_id, on_hand=adjustment.quantity))
    movement = enter(turn, adjustment.kind, adjustment.reason, adjustment.note)
    checkpoint(movement.pk)
    shelf.settle([turn])
    _audited(
        "stock.adjusted",
        product_id,
        quantity=adjustment.quantity,
        reason=adjustment.reason.value,
        after=turn.after.on_hand,
    )
    failpoint("product.adjust.before-commit")
    return movement


@transaction.atomic(durable=True)
def stock_low_at(*, by: Manager, product_id: int, low_at: int, unchanged: Unchanged) -> Stock:
    """From how many down it is few. Whoever manages it is told if that makes it low. NotFound, NotYourProduct,
    StockChanged.
    """
    stock = _managed(by, product_id)
    if not unchanged(stock):
        raise StockChanged
    before, stock.low_at = stock.shelf, low_at
    if before != stock.shelf:
        Stock.objects.filter(product_id=product_id).update(low_at=low_at)
        shelf.settle([Turn(product_id, before, stock.shelf)])
        _audited("stock.low_at_changed", product_id, before=before.low_at, after=low_at)
        failpoint("product.low-at.before-commit")
    return stock


def _managed(by: Manager, product_id: int) -> Stock:
    stock = locks.stock_of_product(product_id)
    if not by.may_manage(stock.product.owner):
        raise NotYourProduct
    return stock


def _audited(action: str, product_id: int, **details: JsonValue) -> None:
    audited(action, resource="product", resource_id=str(product_id), details=details)
