"""Average and histogram, kept in the transaction of the review that changes them."""

from __future__ import annotations

from django.db import transaction

from product_service.catalog import cached
from product_service.catalog.models import Product
from product_service.reviews import locks
from product_service.reviews.domain.tally import hundredths
from product_service.reviews.models import ReviewSummary
from product_service.search import services as search


def tally_move(product_id: int, *, before: int | None, after: int | None) -> ReviewSummary:
    """One published review's stars went from `before` to `after`; None: it did not count, or does not any more."""
    summary = locks.summary(product_id)
    for rating, step in ((before, -1), (after, +1)):
        if rating is not None:
            setattr(summary, f"count{rating}", summary.of(rating) + step)
            summary.total += step * rating
    summary.version += 1
    summary.save()
    if before != after:
        tell_product(summary)
    return summary


def tally_seen(product_id: int) -> ReviewSummary:
    """Something that readers see has changed, and no stars."""
    return tally_move(product_id, before=None, after=None)


def tell_product(summary: ReviewSummary) -> None:
    """The figures that lists of products show, filter and sort by."""
    count, total = summary.count, summary.total
    rating = hundredths(count, total)
    product = Product.objects.filter(pk=summary.pk)
    before = product.values_list("rating", flat=True).get()
    product.update(rating_count=count, rating_sum=total, rating=rating)
    # Searches filter by whole stars.
    if rating // 100 != before // 100:
        search.product_changed(summary.pk)
    transaction.on_commit(cached.changed)
