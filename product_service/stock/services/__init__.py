"""Use cases of the stock, one durable transaction each.

Everybody locks in one order, so nobody waits in a circle: the reservation first, then its customer's number, then stock
rows by product id, then products by id, and what is published last.
"""

from product_service.stock.services.adjust import stock_adjust, stock_low_at
from product_service.stock.services.count import stock_open, stock_recount, stock_take_back
from product_service.stock.services.finish import (
    reservation_commit,
    reservation_expire,
    reservation_extend,
    reservation_release,
    reservations_expire,
)
from product_service.stock.services.reserve import stock_reserve

__all__ = [
    "reservation_commit",
    "reservation_expire",
    "reservation_extend",
    "reservation_release",
    "reservations_expire",
    "stock_adjust",
    "stock_low_at",
    "stock_open",
    "stock_recount",
    "stock_reserve",
    "stock_take_back",
]
