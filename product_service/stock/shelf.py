"""Where figures of a shelf change, whoever changes them: one statement each, and what follows from it in one place.

Prevents the flag that disagrees with the stock: a path that forgets Product.in_stock sells what is not there.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from product_service.catalog import cached
from product_service.catalog.models import Product
from product_service.search import services as search
from product_service.stock import events
from product_service.stock.domain.shelf import Change, Shelf, Turn, turn
from servicekit.events import outbox

# It looks and takes: between the two there is no moment in which somebody else could take it. The row stays locked
# until the end of the transaction, so what it answers is what there is.
CHANGE = """
    UPDATE stock_stock SET on_hand = on_hand + %s, reserved = reserved + %s
    WHERE product_id = %s AND on_hand + %s >= reserved + %s
    RETURNING on_hand, reserved, low_at
"""


class NoSuchShelf(RuntimeError):
    """A change that cannot be refused found nothing to change: the product never had any stock."""


def tried(change: Change) -> Turn | None:
    """The change, made; None when there would be less on hand than is promised. The caller goes by product id."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, [change.on_hand, change.reserved, change.product_id, change.on_hand, change.reserved])
        row = cursor.fetchone()
    return None if row is None else turn(change, Shelf(*row))


def made(change: Change) -> Turn:
    """A change that nothing can stand against."""
    done = tried(change)
    if done is None:
        raise NoSuchShelf(change.product_id)
    return done


def settle(turns: Iterable[Turn]) -> None:
    """What others have to know of it, once all shelves of the transaction are changed.

    A product's row is written only when the last unit goes or the first one comes back: a sale of one among many would
    otherwise wait for everybody who sells another. Whoever locks both takes the shelf first and then the product, and
    several of each in the order of their ids, so that nobody waits in a circle.
    """
    done = sorted(turns, key=lambda made: made.product_id)
    for change in done:
        if change.crossed_zero:
            Product.objects.filter(pk=change.product_id).update(in_stock=change.after.available > 0)
            search.product_changed(change.product_id)
        if change.became_low:
            _tell_low(change)
    if any(change.looks_different for change in done):
        transaction.on_commit(cached.changed)


def _tell_low(change: Turn) -> None:
    event = events.StockLow(product_id=change.product_id, available=change.after.available, low_at=change.after.low_at)
    outbox.publish(event, aggregate="stock", aggregate_id=str(change.product_id))
