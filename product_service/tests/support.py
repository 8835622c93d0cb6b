"""What tests of this service say often."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from product_service.catalog import browsing
from product_service.catalog.browsing import Page
from product_service.catalog.models import Category, Product
from product_service.catalog.seed.load import seed_id
from product_service.catalog.selectors import ProductFilter
from product_service.catalog.services import ProductChanges, product_create
from product_service.stock import selectors
from product_service.stock.domain.lines import Line
from product_service.stock.models import Reservation, Stock
from product_service.stock.services import stock_reserve
from servicekit import clock
from servicekit.auth.principal import Principal

Make = Callable[..., Product]


def principal(role: str = "admin", username: str = "admin", org: str = "") -> Principal:
    now = clock.now()
    expires = now + timedelta(minutes=15)
    return Principal(str(seed_id(username)), username, role, str(uuid4()), str(uuid4()), expires, "pwd", now, org)


def new_product(**given: Any) -> Product:
    """A product that differs from others in its SKU; `by` lists it."""
    Category.objects.get_or_create(slug="home", defaults={"name": "Home & kitchen", "tint": "#FBE9DC", "position": 5})
    by = given.pop("by", None) or principal()
    plain: dict[str, Any] = {
        "sku": f"SKU-{Product.objects.count() + 1}",
        "name": "Alder chair",
        "description": "Solid alder.",
        "category": "home",
        "price": "139.00",
        "currency": "EUR",
        "stock": 10,
    }
    return product_create(by=by, given=ProductChanges(**plain | given))


def found_by(**wanted: Any) -> list[Product]:
    """What a list with these filters shows, in order; a search as its engine ranks it."""
    shown = browsing.products(Page(ProductFilter(**wanted), page_size=100))["results"]
    return [Product.objects.get(pk=one["id"]) for one in shown]


def body(**changes: Any) -> dict[str, Any]:
    """What a client posts to list a product; None leaves a field out."""
    good = {
        "sku": "HOM-CHR-22",
        "name": "Birch chair",
        "description": "Solid birch.",
        "category": "home",
        "price": "149.00",
        "currency": "EUR",
        "stock": 4,
    }
    return {name: value for name, value in (good | changes).items() if value is not None}


def hold(*lines: tuple[Product, int], reservation_id: UUID | None = None) -> Reservation:
    wanted = [Line(product.pk, quantity) for product, quantity in lines]
    return stock_reserve(reservation_id=reservation_id or uuid4(), lines=wanted)


def overdue(reservation: Reservation) -> None:
    """Let the time of a held reservation be over."""
    Reservation.objects.filter(pk=reservation.pk).update(expires_at=clock.now() - timedelta(seconds=1))


def shelf(product: Product) -> tuple[int, int]:
    """On hand and reserved, as the database has it."""
    stock = Stock.objects.get(product=product)
    return stock.on_hand, stock.reserved


def assert_books_balance() -> None:
    assert [books for books in selectors.books() if not books.balanced] == []


def at_once(calls: Sequence[Callable[[], object]], *, room: int | None = None) -> list[Any]:
    """The answers, or refusals, of calls that all start at the same moment, each with a connection of its own.

    `room`: so many have one at a time, as in a server, whose threads are fewer than its callers.
    """
    barrier, places = threading.Barrier(len(calls)), threading.Semaphore(room or len(calls))

    def run(call: Callable[[], object]) -> object:
        barrier.wait()
        with places:
            try:
                return call()
            except Exception as refusal:  # noqa: BLE001 - the refusal is what the test looks at
                return refusal
            finally:
                connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
