"""Whether an author bought what he writes about, and what he is called: asked between transactions, never inside one.

A review is written first, with the time at which the worker will ask if nobody has answered by then. So a crash, or an
order_service that is away, loses no question; and because the row is there before the question, an order that is
confirmed at the same moment is either in the answer or finds the row.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from product_service.reviews import events, selectors
from product_service.reviews.domain.moderation import State
from product_service.reviews.metrics import REVIEWS_TO_VERIFY
from product_service.reviews.models import Review
from product_service.reviews.ports import Names, NoAnswer, Purchases, Witnesses
from product_service.reviews.services.tally import tally_seen
from servicekit import clock, logs

# Longer than any call may take: nobody asks what somebody else is asking.
LEASE = timedelta(seconds=15)
LONGEST = timedelta(minutes=5)
MOST_AT_ONCE = 50

log = logs.get(__name__)


def lease_end(now: datetime, asked: int) -> datetime:
    """When to ask again if no answer comes: after 15 s, 30 s, … at most 5 minutes."""
    return now + min(LONGEST, LEASE * (1 << min(asked, 5)))


def review_ask(*, review: Review, witnesses: Witnesses) -> Review:
    """Right after it was written, with the author's token at hand. As it is then; never raises."""
    name = None if review.author_name else _name(review, witnesses.names)
    purchased = _purchased(review, witnesses.purchases) if review.ask_at else None
    if name is None and purchased is None:
        return review
    return review_answered(review_id=review.pk, lease=review.ask_at, purchased=purchased, name=name) or review


def questions_ask(*, purchases: Purchases) -> int:
    """Periodic: what is due, one after the other. How many were answered; the first silence ends the run."""
    answered = 0
    REVIEWS_TO_VERIFY.set(selectors.questions_open())
    for review_id in selectors.due(clock.now(), MOST_AT_ONCE):
        review = question_claim(review_id=review_id)
        if review is None:
            continue
        purchased = _purchased(review, purchases)
        if purchased is None:
            break
        review_answered(review_id=review.pk, lease=review.ask_at, purchased=purchased)
        answered += 1
    return answered


@transaction.atomic(durable=True)
def question_claim(*, review_id: int) -> Review | None:
    """None when another worker has it. What was taken back or is nobody's any more is not asked about."""
    now = clock.now()
    review = Review.objects.select_for_update().filter(pk=review_id, ask_at__lte=now).first()
    if review is None:
        return None
    open_still = review.author_id is not None and review.state != State.WITHDRAWN
    review.ask_at = lease_end(now, review.asked) if open_still else None
    review.asked = min(review.asked + 1, 100)
    review.save(update_fields=["ask_at", "asked"])
    return review if open_still else None


@transaction.atomic(durable=True)
def review_answered(
    *, review_id: int, lease: datetime | None, purchased: bool | None, name: str | None = None
) -> Review | None:
    """Keep an answer; `name` is empty for somebody who has none.

    An event that came while it was on its way has moved `ask_at`: then it is asked again.
    """
    review = Review.objects.select_for_update().filter(pk=review_id, author_id__isnull=False).first()
    if review is None or review.state == State.WITHDRAWN:
        return None
    changed = _keep(review, purchased, name)
    if purchased is not None and review.ask_at == lease:
        review.ask_at, review.asked = None, 0
    if name is not None:
        review.name_at = None
    review.save(update_fields=["verified", "author_name", "ask_at", "asked", "name_at"])
    if changed and review.counts:
        tally_seen(review.product_id)
        events.updated(review, changed)
    return review


def _keep(review: Review, purchased: bool | None, name: str | None) -> list[str]:  # noqa: FBT001 - an answer, or none
    changed = []
    if name and not review.author_name:
        review.author_name = name
        changed.append("author")
    if purchased is not None and purchased != review.verified:
        review.verified = purchased
        changed.append("verified")
    return changed


def _purchased(review: Review, purchases: Purchases) -> bool | None:
    if review.author_id is None:
        return None
    try:
        return purchases.has_purchased(user_id=review.author_id, product_id=review.product_id)
    except NoAnswer as silence:
        log.info("review.not_verified_yet", review=review.pk, why=str(silence))
        return None


def _name(review: Review, names: Names) -> str | None:
    if review.author_id is None:
        return None
    try:
        return names.display_name(user_id=review.author_id)
    except NoAnswer as silence:
        log.info("review.name_not_known", review=review.pk, why=str(silence))
        return None
