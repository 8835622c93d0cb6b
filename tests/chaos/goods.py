"""What there is to buy. Most of it lasts for the whole run; a few things do not, so that some are told it is gone."""

from __future__ import annotations

from tests.chaos.plan import MOST_UNITS
from tests.harness import Mesh, Shopper, new_product

PLENTIFUL, SCARCE = 11, 1
PRICES = ("4.90", "19.90", "7.25", "129.00", "0.99", "35.00")
SCARCE_SHARE = 0.05  # units of a scarce product for each checkout


def stock(mesh: Mesh, checkouts: int, *, plentiful: bool = False) -> list[int]:
    """The products, put on sale through the shop's own door before anything is broken."""
    admin = Shopper.signed_in(mesh, "admin")
    try:
        plenty = [new_product(admin, stock=checkouts * MOST_UNITS, price=price(n)) for n in range(PLENTIFUL)]
        few = max(5, int(checkouts * SCARCE_SHARE))
        scarce = [] if plentiful else [new_product(admin, stock=few, price=price(n)) for n in range(SCARCE)]
        return plenty + scarce
    finally:
        admin.close()


def price(number: int) -> str:
    return PRICES[number % len(PRICES)]


def one_product(mesh: Mesh) -> int:
    """There is always enough of it."""
    admin = Shopper.signed_in(mesh, "admin")
    try:
        return new_product(admin, stock=100_000, price="8.00")
    finally:
        admin.close()
