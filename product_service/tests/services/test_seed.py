from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command

from product_service.catalog.models import Category, Product
from product_service.catalog.seed.load import load, records, seed_id
from product_service.stock.domain.level import level
from product_service.stock.models import Reservation, Stock, StockMovement
from product_service.tests.support import assert_books_balance, new_product

pytestmark = pytest.mark.django_db
IMAGES = Path(__file__).resolve().parents[2] / "catalog" / "seed" / "images"


def test_the_shop_opens_with_a_catalogue_worth_looking_at() -> None:
    load()
    assert Category.objects.count() >= 7
    assert Product.objects.count() >= 30
    levels = Counter(level(stock.available) for stock in Stock.objects.all())
    assert levels["out"] == 1
    assert levels["low"] >= 3


def test_the_books_of_the_demo_orders_balance() -> None:
    load()
    assert_books_balance()
    states = Counter(Reservation.objects.values_list("state", flat=True))
    assert states == {"committed": 27, "released": 3}
    assert sum(Product.objects.values_list("units_sold", flat=True)) == -sum(
        StockMovement.objects.filter(kind="sold").values_list("quantity", flat=True)
    )


def test_seeding_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seed")
    capsys.readouterr()
    Product.objects.filter(pk=1).update(name="Renamed by the owner")
    before = (_shelves(), StockMovement.objects.count())
    call_command("seed")
    assert capsys.readouterr().out == (
        "product_service: 0 categories, 0 products, 0 reservations, 0 lines of baskets, 0 reviews added\n"
    )
    assert Product.objects.get(pk=1).name == "Renamed by the owner"
    assert (_shelves(), StockMovement.objects.count()) == before


def test_a_new_product_gets_the_next_id() -> None:
    load()
    assert new_product().pk == len(records("products")) + 1


def test_every_picture_ships_and_every_shipped_picture_is_used() -> None:
    shipped = {path.stem for path in IMAGES.glob("*.webp")}
    assert shipped == {row["picture"] for row in records("products")} | {"1f4e6"}
    assert (IMAGES / "LICENSE").exists()


def test_the_orders_speak_of_products_as_they_are_listed() -> None:
    load()
    products = Product.objects.in_bulk()
    for order in records("orders"):
        for line in order["lines"]:
            product = products[line["product_id"]]
            assert (line["name"], line["unit_price"], line["currency"], line["image_url"]) == (
                product.name,
                product.price_minor,
                product.currency,
                product.image["url"],
            )


def test_a_vendors_products_belong_to_the_vendor_login() -> None:
    load()
    assert Product.objects.filter(vendor_id=seed_id("vendor"), organisation_id=seed_id("nordlys")).count() == 4
    assert Product.objects.exclude(vendor_id=None, organisation_id=None).count() == 4


def _shelves() -> list[tuple[int, int]]:
    return list(Stock.objects.order_by("pk").values_list("pk", "on_hand"))
