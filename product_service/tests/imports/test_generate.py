from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import islice

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import Sum
from rest_framework.test import APIClient

from product_service.catalog.api.inputs import SKU
from product_service.catalog.domain import words
from product_service.catalog.domain.pictures import picture_url
from product_service.catalog.models import Category, Product
from product_service.catalog.seed.load import load
from product_service.catalog.shelves import shelves
from product_service.imports.generator import facts, reviews
from product_service.imports.generator.progress import Progress, duration
from product_service.imports.generator.run import Order, generate, last_number
from product_service.reviews.models import Review
from product_service.reviews.recount import recount
from product_service.stock.models import Reservation, ReservationLine, Stock, StockMovement
from product_service.stock.selectors import books

pytestmark = pytest.mark.django_db(transaction=True)

SEEDED = 45


@pytest.fixture(autouse=True)
def demo() -> None:
    load()


def skipped(_done: int) -> None:
    """Nobody wants to be told."""


def everything() -> list[tuple[object, ...]]:
    columns = ("sku", "name", "description", "category_id", "price_minor", "vendor_id", "units_sold", "picture")
    return list(Product.objects.order_by("sku").values_list(*columns, "stock__on_hand"))


def test_there_are_as_many_products_as_wanted_and_their_books_balance() -> None:
    assert generate(Order(SEEDED + 60), tell=skipped) == 60
    assert Product.objects.count() == SEEDED + 60
    made = Product.objects.filter(sku__startswith="GEN-")
    assert StockMovement.objects.filter(product__in=made).aggregate(units=Sum("quantity"))["units"] == sum(
        product.stock.on_hand for product in made.select_related("stock")
    )
    assert all(one.balanced for one in books())
    assert {product.in_stock == (product.stock.available > 0) for product in made.select_related("stock")} == {True}


def test_a_run_that_was_stopped_is_continued_with_the_same_products() -> None:
    generate(Order(SEEDED + 40), tell=skipped)
    in_one_go = everything()
    Product.objects.filter(sku__startswith="GEN-").update(active=False)  # whoever had bought keeps them: not counted
    StockMovement.objects.filter(product__sku__startswith="GEN-").delete()
    for product in Product.objects.filter(sku__startswith="GEN-").select_related("stock"):
        product.stock.delete()
        product.delete()
    for wanted in (7, 8, 40, 40, 3):
        generate(Order(SEEDED + wanted), tell=skipped)
    assert everything() == in_one_go


def test_another_seed_makes_other_products() -> None:
    first, other = ([one.name.text for one in islice(facts.products(seed=seed, first=1), 20)] for seed in (1, 2))
    assert first != other


def test_where_a_run_begins_changes_nothing() -> None:
    all_of_them = list(islice(facts.products(seed=3, first=1), facts.BLOCK + 5))
    assert list(islice(facts.products(seed=3, first=facts.BLOCK - 1), 7)) == all_of_them[facts.BLOCK - 2 :]


def test_what_a_person_called_like_one_does_not_confuse_the_count() -> None:
    generate(Order(SEEDED + 3), tell=skipped)
    Product.objects.filter(sku="COM-LAP-14").update(sku="GEN-00000000X")
    assert last_number() == 3


def test_the_words_are_those_that_a_search_would_look_for() -> None:
    generate(Order(SEEDED + 30), tell=skipped)
    for product in Product.objects.filter(sku__startswith="GEN-").select_related("category"):
        assert product.name_words == words.haystack(product.name)
        assert product.search_words == words.haystack(
            product.name, product.sku, product.category.name, product.description
        )


def test_they_are_products_that_a_person_could_have_listed() -> None:
    shown = set()
    for one in islice(facts.products(seed=1, first=1), 500):
        SKU(one.sku)
        assert re.fullmatch(r"[A-Z0-9]\S*( \S+)+", one.name.text)
        assert one.price_minor >= facts.CHEAPEST
        assert one.rating_count <= one.rating_sum <= 5 * one.rating_count
        shown.add(picture_url(one.thing.picture))
    assert len(shown) > 20


def test_stars_are_those_of_reviews_that_can_be_read(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "MOST", 7)
    generate(Order(SEEDED + 120, ratings=True), tell=skipped)
    made = Product.objects.filter(sku__startswith="GEN-")
    starred = made.filter(rating_count__gt=0)
    assert {7} < set(starred.values_list("rating_count", flat=True)) <= set(range(1, 8))
    assert not Review.objects.filter(product__in=made.filter(rating_count=0)).exists()
    assert recount() == []
    product = starred.filter(rating_count=7).first()
    assert product is not None
    shown = api.get(f"/api/products/{product.pk}/reviews/").json()
    assert (shown["summary"]["count"], len(shown["results"])) == (7, 7)
    assert sum(row["rating"] for row in shown["results"]) == product.rating_sum
    written = [row["created_at"] for row in shown["results"]]
    assert written == sorted(written, reverse=True)


def test_without_being_asked_for_there_are_neither() -> None:
    generate(Order(SEEDED + 60), tell=skipped)
    made = Product.objects.filter(sku__startswith="GEN-")
    assert not made.filter(rating_count__gt=0).exists()
    assert not Review.objects.filter(product__in=made).exists()


def test_few_sell_most_and_some_are_sold_out() -> None:
    sold = sorted((one.units_sold for one in islice(facts.products(seed=1, first=1), 3000)), reverse=True)
    assert sum(sold[:300]) > sum(sold[300:])
    out = Counter(one.on_hand == 0 for one in islice(facts.products(seed=1, first=1), 1000))
    assert 20 < out[True] < 120


def test_they_stand_in_the_deepest_category_that_names_them_and_are_counted_there() -> None:
    lamps = Category.objects.create(
        slug="lamps", name="Lamps", tint="#FFFFFF", parent=Category.objects.get(pk="home"), position=1
    )
    generate(Order(SEEDED + 400), tell=skipped)
    named = Product.objects.filter(sku__startswith="GEN-", name__endswith=" lamp")
    assert named
    assert {product.category_id for product in named} == {lamps.pk}
    counted = next(shelf.products for shelf in shelves() if shelf.category.pk == "lamps")
    assert counted == Product.objects.filter(category=lamps).count()


def test_without_categories_it_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="the demo data first"):
        _without_categories()


def _without_categories() -> None:
    for model in (StockMovement, ReservationLine, Reservation, Stock, Product):
        model.objects.all().delete()
    for depth in (1, 0):  # those below first
        Category.objects.filter(depth=depth).delete()
    call_command("generate", products=5)


def test_progress_says_how_many_how_fast_and_how_long_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(sys.stdout, begun=100, wanted=1100)
    assert progress.line(600, 10.0).strip() == "600 of 1,100 products   50 %        50/s  10 s so far, 10 s left"
    assert progress.line(100, 0.0).endswith("0/s  0 s so far, 0 s left")
    assert duration(61) == "1 min 01 s"
    progress.over(1100)
    assert "1,100 of 1,100 products  100 %" in capsys.readouterr().out
