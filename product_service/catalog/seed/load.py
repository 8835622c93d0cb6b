"""Demo data, from the JSON files beside this one. Running it again adds what is missing and changes nothing else."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from django.core.management.color import no_style
from django.db import connection, transaction

from product_service.catalog.counts import counts_make
from product_service.catalog.domain import words
from product_service.catalog.domain.price import priced
from product_service.catalog.models import Category, Product
from product_service.search import services as search
from product_service.stock.domain.adjustment import Movement
from product_service.stock.domain.lines import Line, fingerprint
from product_service.stock.domain.reservation import TTL, State
from product_service.stock.models import Reservation, ReservationLine, Stock, StockMovement
from servicekit import clock

FOLDER = Path(__file__).resolve().parent
# The shelves were filled before the first of the orders, which is 88 days old.
OPENED_DAYS_AGO = 120
RETURNED_TO_SHELF = "cancelled"

Record = dict[str, Any]


def seed_id(name: str) -> UUID:
    """The id that every service knows a seeded thing by."""
    return uuid5(NAMESPACE_DNS, f"{name}.shopmesh.example")


def records(name: str) -> list[Record]:
    rows: list[Record] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return rows


@transaction.atomic(durable=True)
def load() -> Counter[str]:
    """How many rows of each kind were added."""
    now = clock.now()
    orders = records("orders")
    added = Counter(
        categories=_categories(),
        products=_products(_units_sold(orders), opened=now - timedelta(days=OPENED_DAYS_AGO)),
        reservations=sum(
            _order(order, at=now - timedelta(days=order["days_ago"], hours=order["n"])) for order in orders
        ),
    )
    if added["products"]:
        counts_make()
    return added


def _categories() -> int:
    return sum(
        Category.objects.get_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "tint": row["tint"],
                "position": position,
                "parent_id": row.get("parent"),
            },
        )[1]
        for position, row in enumerate(records("categories"), start=1)
    )


def _products(units_sold: Counter[int], *, opened: datetime) -> int:
    present = set(Product.objects.values_list("pk", flat=True))
    missing = [row for row in records("products") if row["id"] not in present]
    names = dict(Category.objects.values_list("slug", "name"))
    for row in missing:
        # Minutes apart, so that "newest" has an order.
        _product(row, names[row["category"]], units_sold[row["id"]], at=opened + timedelta(minutes=row["id"]))
    _continue_ids()
    search.products_changed([row["id"] for row in missing])
    return len(missing)


def _product(row: Record, category: str, units_sold: int, *, at: datetime) -> None:
    price = priced(row["price"], row["currency"])
    product = Product.objects.create(
        id=row["id"],
        sku=row["sku"],
        name=row["name"],
        description=row["description"],
        category_id=row["category"],
        price_minor=price.minor_units,
        currency=price.currency,
        vendor_id=seed_id(row["vendor"]) if "vendor" in row else None,
        organisation_id=seed_id(row["organisation"]) if "organisation" in row else None,
        picture=row["picture"],
        picture_alt=row["alt"],
        units_sold=units_sold,
        in_stock=row["received"] > 0,
        name_words=words.sorted_by(row["name"]),
        search_words=words.haystack(row["name"], row["sku"], category, row["description"]),
        created_at=at,
        updated_at=at,
    )
    StockMovement.objects.create(product=product, kind=Movement.RECEIVED, quantity=row["received"], at=at)
    Stock.objects.create(product=product, on_hand=row["received"])


def _continue_ids() -> None:
    """PostgreSQL hands out ids from a sequence that has not seen the ones given above."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Product]):
            cursor.execute(statement)


def _units_sold(orders: list[Record]) -> Counter[int]:
    units: Counter[int] = Counter()
    for order in orders:
        if order["status"] != RETURNED_TO_SHELF:
            units.update({line["product_id"]: line["quantity"] for line in order["lines"]})
    return units


def _order(order: Record, *, at: datetime) -> bool:
    """The reservation behind a seeded order, as if it had been made and ended on its day."""
    sold = order["status"] != RETURNED_TO_SHELF
    reservation, made = Reservation.objects.get_or_create(
        pk=seed_id(f"order-{order['n']}"),
        defaults={
            "state": State.COMMITTED if sold else State.RELEASED,
            "fingerprint": fingerprint([Line(line["product_id"], line["quantity"]) for line in order["lines"]]),
            "created_at": at,
            "expires_at": at + TTL,
            "finished_at": at,
        },
    )
    if made:
        for line in order["lines"]:
            _line(reservation, line, sold=sold, at=at)
    return made


def _line(reservation: Reservation, line: Record, *, sold: bool, at: datetime) -> None:
    product = Product.objects.select_related("stock").get(pk=line["product_id"])
    ReservationLine.objects.create(
        reservation=reservation,
        product=product,
        quantity=line["quantity"],
        sku=product.sku,
        name=line["name"],
        price_minor=line["unit_price"],
        currency=line["currency"],
        image_url=line["image_url"],
        organisation_id=product.organisation_id,
    )
    if sold:
        quantity = -line["quantity"]
        movement = {"kind": Movement.SOLD, "quantity": quantity, "reservation": reservation, "at": at}
        StockMovement.objects.create(product=product, **movement)
        product.stock.on_hand += quantity
        product.stock.save(update_fields=["on_hand"])
        Product.objects.filter(pk=product.pk).update(in_stock=product.stock.available > 0)
