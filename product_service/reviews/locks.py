"""Locked in one order everywhere: a review, the summary of its product, the product. So nobody waits in a circle."""

from __future__ import annotations

from uuid import UUID

from product_service.reviews.domain.moderation import State
from product_service.reviews.models import Review, ReviewSummary
from servicekit.errors import NotFound


def review(review_id: int, *, product_id: int | None = None) -> Review:
    """NotFound for one that its author took back, or that is about another product."""
    found = Review.objects.select_for_update().filter(pk=review_id).exclude(state=State.WITHDRAWN).first()
    if found is None or product_id not in {None, found.product_id}:
        raise NotFound("There is no such review.")
    return found


def review_by(author_id: UUID, product_id: int) -> Review | None:
    """Whatever has become of it."""
    return Review.objects.select_for_update().filter(author_id=author_id, product_id=product_id).first()


def summary(product_id: int) -> ReviewSummary:
    """Made where there is none yet."""
    kept = ReviewSummary.objects.select_for_update()
    found = kept.filter(pk=product_id).first()
    if found is None:
        ReviewSummary.objects.bulk_create([ReviewSummary(product_id=product_id)], ignore_conflicts=True)
        found = kept.get(pk=product_id)
    return found
