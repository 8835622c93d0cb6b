"""Counts again what is kept count of, and reports a difference: a bug, or somebody's hand in the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from product_service.catalog.models import Product
from product_service.reviews import locks
from product_service.reviews.domain.moderation import State
from product_service.reviews.domain.tally import STARS, hundredths
from product_service.reviews.metrics import REVIEW_RATINGS_WRONG
from product_service.reviews.models import Review, ReviewSummary
from product_service.reviews.services.tally import tell_product
from servicekit import logs

CHUNK = 500

log = logs.get(__name__)


@dataclass(frozen=True)
class Drift:
    """What a product's stars are said to be, in its summary and in its own columns, and what its reviews add up to."""

    product_id: int
    kept: dict[int, int]
    shown: tuple[int, int, int]
    counted: dict[int, int]


def recount() -> list[Drift]:
    """Periodic: every product that was ever reviewed. Nothing is repaired."""
    found = [drift for product_id in _suspects() if (drift := checked(product_id=product_id)) is not None]
    REVIEW_RATINGS_WRONG.set(len(found))
    for drift in found:
        log.error("reviews.drift", product=drift.product_id, kept=drift.kept, counted=drift.counted)
    return found


@transaction.atomic(durable=True)
def checked(*, product_id: int, repair: bool = False) -> Drift | None:
    """One product, with nobody changing its reviews meanwhile. None: all is well."""
    summary = locks.summary(product_id)
    found = _counted([product_id]).get(product_id, {})
    counted = {rating: found.get(rating, 0) for rating in STARS}
    shown = Product.objects.values_list("rating_count", "rating_sum", "rating").get(pk=product_id)
    if summary.histogram == counted and shown == _shown(counted):
        return None
    if repair:
        _repair(summary, counted)
    return Drift(product_id, summary.histogram, shown, counted)


def _repair(summary: ReviewSummary, counted: dict[int, int]) -> None:
    right = ReviewSummary(product_id=summary.pk, total=_shown(counted)[1], version=summary.version + 1)
    for rating, count in counted.items():
        setattr(right, f"count{rating}", count)
    right.save(force_update=True)
    tell_product(right)


def _shown(counted: dict[int, int]) -> tuple[int, int, int]:
    count, total = sum(counted.values()), sum(rating * n for rating, n in counted.items())
    return count, total, hundredths(count, total)


def _suspects() -> Iterator[int]:
    """Read without locks, so one whose review is written meanwhile is among them: it is looked at again."""
    last = 0
    while chunk := list(ReviewSummary.objects.filter(pk__gt=last).select_related("product").order_by("pk")[:CHUNK]):
        last = chunk[-1].pk
        counted = _counted([summary.pk for summary in chunk])
        yield from (summary.pk for summary in chunk if not _adds_up(summary, counted.get(summary.pk, {})))
    uncounted = Review.objects.filter(~Exists(ReviewSummary.objects.filter(pk=OuterRef("product_id"))))
    yield from uncounted.filter(state=State.PUBLISHED).values_list("product_id", flat=True).distinct()[:CHUNK]


def _counted(product_ids: list[int]) -> dict[int, dict[int, int]]:
    rows = Review.objects.filter(product_id__in=product_ids, state=State.PUBLISHED).values_list("product_id", "rating")
    found: dict[int, dict[int, int]] = {}
    for product_id, rating, count in rows.annotate(count=Count("id")).order_by():
        found.setdefault(product_id, {})[rating] = count
    return found


def _adds_up(summary: ReviewSummary, counted: dict[int, int]) -> bool:
    product, right = summary.product, {rating: counted.get(rating, 0) for rating in STARS}
    shown = (product.rating_count, product.rating_sum, product.rating)
    return summary.histogram == right and shown == _shown(right)
