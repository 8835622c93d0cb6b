"""Named reads of reviews. What everybody reads is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Count, QuerySet

from product_service.reviews.domain.moderation import State
from product_service.reviews.models import Review, ReviewReport, ReviewSummary

Ordering = Literal["newest", "rating", "-rating"]

# id makes every order total: without it a review could stand on two pages, or on none.
ORDERS: dict[str, tuple[str, ...]] = {
    "newest": ("-id",),
    "rating": ("rating", "-id"),
    "-rating": ("-rating", "-id"),
}
# A count of what no summary counts ends here.
MOST_COUNTED = 1000


@dataclass(frozen=True)
class ReviewFilter:
    rating: int | None = None
    verified: bool = False
    ordering: Ordering = "newest"


def published(product_id: int, wanted: ReviewFilter) -> QuerySet[Review]:
    reviews = Review.objects.filter(product_id=product_id, state=State.PUBLISHED)
    if wanted.rating is not None:
        reviews = reviews.filter(rating=wanted.rating)
    return reviews.filter(verified=True) if wanted.verified else reviews


def summary(product_id: int) -> ReviewSummary:
    """Of a product nobody has reviewed: all zero."""
    return ReviewSummary.objects.filter(pk=product_id).first() or ReviewSummary(product_id=product_id)


def matching(summary: ReviewSummary, wanted: ReviewFilter) -> int:
    """How many reviews a filter leaves, from the summary where that knows; else counted, up to MOST_COUNTED."""
    if wanted.verified:
        return published(summary.pk, wanted)[:MOST_COUNTED].count()
    return summary.count if wanted.rating is None else summary.of(wanted.rating)


def review_by(author_id: str, product_id: int) -> Review | None:
    return Review.objects.filter(author_id=author_id, product_id=product_id).exclude(state=State.WITHDRAWN).first()


def queue(state: State) -> QuerySet[Review]:
    """For moderators, with the product."""
    return Review.objects.filter(state=state).select_related("product")


def queue_order(state: State) -> tuple[str, ...]:
    """What waits longest first; of what was decided, the newest first."""
    return ("id",) if state is State.PENDING else ("-id",)


def reports(review_ids: list[int]) -> dict[int, dict[str, int]]:
    """Open reports of each review, by what they say is wrong."""
    counted = ReviewReport.objects.filter(review_id__in=review_ids, settled=False).values_list("review_id", "reason")
    found: dict[int, dict[str, int]] = {}
    for review_id, reason, people in counted.annotate(people=Count("id")):
        found.setdefault(review_id, {})[reason] = people
    return found


def open_reports(review_id: int) -> int:
    return ReviewReport.objects.filter(review_id=review_id, settled=False).count()


def due(now: datetime, most: int) -> list[int]:
    """Reviews about whose purchase to ask, the longest due first."""
    waiting = Review.objects.filter(ask_at__lte=now).order_by("ask_at")
    return list(waiting.values_list("pk", flat=True)[:most])


def nameless(now: datetime, most: int) -> QuerySet[Review]:
    """Reviews of whose authors nobody could say what they are called, the longest due first."""
    return Review.objects.filter(pk__in=list(_nameless(now).values_list("pk", flat=True)[:most]))


def _nameless(now: datetime) -> QuerySet[Review]:
    return Review.objects.filter(name_at__lte=now, author_id__isnull=False).order_by("name_at")


def questions_open() -> int:
    return Review.objects.filter(ask_at__isnull=False).count()
