"""What the database refuses of reviews, whatever the code above it does; and what a recount finds all the same."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from product_service.catalog.models import Product
from product_service.reviews.models import Review, ReviewReport, ReviewSummary
from product_service.reviews.recount import recount
from product_service.tests.reviews.world import figures, new_review, recounted

FORBIDDEN: dict[str, Callable[[Review], object]] = {
    "a second review of the same": lambda review: Review.objects.create(
        product_id=review.product_id, author_id=review.author_id, rating=1, state="published"
    ),
    "no star": lambda review: Review.objects.filter(pk=review.pk).update(rating=0),
    "six stars": lambda review: Review.objects.filter(pk=review.pk).update(rating=6),
    "a state nobody knows": lambda review: Review.objects.filter(pk=review.pk).update(state="lost"),
    "stars that are not the histogram's": lambda review: ReviewSummary.objects.update(total=9),
    "less than no review": lambda review: ReviewSummary.objects.update(count4=-1, total=-4),
    "a reason nobody knows": lambda review: ReviewReport.objects.create(review=review, user_id=uuid4(), reason="ugly"),
}


@pytest.fixture
def review(chair: Product) -> Review:
    return new_review(chair, "alice")


@pytest.mark.parametrize("what", FORBIDDEN)
def test_what_must_never_be_is_refused(review: Review, what: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        FORBIDDEN[what](review)
    assert figures(review.product) == recounted(review.product)


def test_what_adds_up_is_said_to(review: Review) -> None:
    out = StringIO()
    call_command("reviews", "recount", stdout=out)
    assert (recount(), out.getvalue()) == ([], "the stars of all products add up\n")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda review: ReviewSummary.objects.update(count4=3, total=12),
        lambda review: Product.objects.filter(pk=review.product_id).update(rating_count=2),
        lambda review: ReviewSummary.objects.all().delete(),
        lambda review: Review.objects.filter(pk=review.pk).update(state="rejected"),
    ],
)
def test_a_drift_is_reported_left_alone_and_on_demand_repaired(
    review: Review, wrong: Callable[[Review], object]
) -> None:
    wrong(review)
    out = StringIO()
    with pytest.raises(CommandError, match="1 products do not add up"):
        call_command("reviews", "recount", stdout=out)
    assert out.getvalue().startswith(f"product {review.product_id}: ")
    assert figures(review.product) != recounted(review.product)
    call_command("reviews", "recount", "--repair", stdout=out)
    assert figures(review.product) == recounted(review.product)
    assert recount() == []
