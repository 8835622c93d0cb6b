"""What authors are called of whom nobody could say it while they waited: asked by the worker, many at a time.

Claimed before it is asked and kept after that, each in a transaction of its own; no transaction waits for an answer.
A second worker finds nothing due, and a name that came meanwhile stays.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from product_service.reviews import events, selectors
from product_service.reviews.models import Review
from product_service.reviews.ports import Names, NoAnswer
from product_service.reviews.services.tally import tally_seen
from servicekit import clock, logs

# Longer than the call may take, and no burden on a service that is away.
AGAIN = timedelta(minutes=1)
MOST_AT_ONCE = 100

log = logs.get(__name__)


def names_ask(*, names: Names) -> int:
    """Periodic: one call about those that are due. How many reviews were answered for."""
    due = names_claim()
    if not due:
        return 0
    try:
        known = names.display_names(user_ids=sorted(set(due.values())))
    except NoAnswer as silence:
        log.info("reviews.names_not_known", reviews=len(due), why=str(silence))
        return 0
    for review_id, author_id in sorted(due.items()):
        review_named(review_id=review_id, name=known.get(author_id, ""))
    return len(due)


@transaction.atomic(durable=True)
def names_claim() -> dict[int, UUID]:
    """Reviews and their authors; nobody else asks about them for a minute."""
    now = clock.now()
    rows = selectors.nameless(now, MOST_AT_ONCE).select_for_update().filter(name_at__lte=now).order_by("pk")
    due = {pk: author_id for pk, author_id in rows.values_list("pk", "author_id") if author_id is not None}
    Review.objects.filter(pk__in=due).update(name_at=now + AGAIN)
    return due


@transaction.atomic(durable=True)
def review_named(*, review_id: int, name: str) -> None:
    """Empty: there is no name to show, now or later."""
    review = Review.objects.select_for_update().filter(pk=review_id, author_id__isnull=False).first()
    if review is None or review.name_at is None:
        return
    review.name_at, named = None, bool(name) and not review.author_name
    if named:
        review.author_name = name
    review.save(update_fields=["author_name", "name_at"])
    if named and review.counts and not review.author_hidden:
        tally_seen(review.product_id)
        events.updated(review, ["author"])
