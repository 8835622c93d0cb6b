from __future__ import annotations

import pytest
from django.core.management import call_command

from product_service.catalog.models import Product
from product_service.catalog.seed.load import seed_id
from product_service.reviews.models import Review, ReviewSummary
from product_service.reviews.recount import recount
from product_service.tests.reviews.world import figures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _seeded() -> None:
    call_command("seed")


def everything() -> list[object]:
    return [list(Review.objects.order_by("pk").values()), list(ReviewSummary.objects.order_by("pk").values())]


def test_the_shop_opens_with_reviews_whose_stars_add_up() -> None:
    assert Review.objects.filter(state="published").count() >= 40
    assert recount() == []
    assert figures(Product.objects.get(pk=3)) == ([0, 0, 0, 1, 2], 3, 14, 467)


def test_verified_is_who_holds_a_seeded_order_of_it() -> None:
    told = {name: Review.objects.get(author_id=seed_id(name), product_id=3).verified for name in ("user", "user5")}
    assert told == {"user": True, "user5": False}


def test_moderators_find_something_to_do() -> None:
    held = dict(Review.objects.filter(state="pending").values_list("product_id", "held_for"))
    assert held == {10: ["link"], 22: ["shouting"]}
    assert Review.objects.get(state="rejected").reason


def test_nobody_is_asked_about_seeded_reviews() -> None:
    assert not Review.objects.filter(ask_at__isnull=False).exists()
    assert not Review.objects.filter(author_name="").exists()


def test_seeding_again_changes_nothing() -> None:
    before = everything()
    call_command("seed")
    assert everything() == before
