"""What others do with a review: report it, decide on it, reply to it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from product_service.catalog.domain.errors import NotYourProduct
from product_service.catalog.models import Product
from product_service.catalog.services import manager
from product_service.reviews import events, locks, selectors
from product_service.reviews.domain.errors import NotPublished, OwnReview, YouWroteIt
from product_service.reviews.domain.moderation import (
    Complaint,
    Decision,
    Standing,
    State,
    after_decision,
    after_reports,
)
from product_service.reviews.models import Review, ReviewReport
from product_service.reviews.rate import WRITING
from product_service.reviews.services.standing import author_standing
from product_service.reviews.services.tally import tally_move, tally_seen
from servicekit import clock
from servicekit.audit import audited
from servicekit.auth.principal import Principal
from servicekit.errors import JsonValue, NotFound, PreconditionFailed


@transaction.atomic(durable=True)
def review_report(*, by: Principal, product_id: int, review_id: int, reason: Complaint) -> None:
    """Once each: again changes nothing. NotFound for what the reader cannot see, OwnReview, RateLimited,
    NobodysToken.
    """
    with author_standing(UUID(by.id)):
        _report(by, product_id, review_id, reason)


def _report(by: Principal, product_id: int, review_id: int, reason: Complaint) -> None:
    review = locks.review(review_id, product_id=product_id)
    if str(review.author_id) == by.id:
        raise OwnReview
    if not review.counts:
        raise NotFound("There is no such review.")
    _, new = ReviewReport.objects.get_or_create(
        review=review, user_id=UUID(by.id), defaults={"reason": reason, "at": clock.now()}
    )
    if not new:
        return
    WRITING.count(by.id)
    standing = after_reports(State(review.state), selectors.open_reports(review.pk))
    if standing is not None:
        _stand(review, standing)
        tally_move(product_id, before=review.rating, after=None)
        events.removed(review, "held")


@transaction.atomic(durable=True)
def review_decide(*, by: Principal, review_id: int, decision: Decision, reason: str, seen: int | None = None) -> Review:
    """Publish or reject, whatever it was before. `seen`: the version that the moderator has read, if that was said.

    NotFound, YouWroteIt, PreconditionFailed. Reports up to now are settled by it.
    """
    review = locks.review(review_id)
    if str(review.author_id) == by.id:
        raise YouWroteIt
    if seen not in {None, review.version}:
        raise PreconditionFailed("Its author has changed it since: read it again.")
    before = review.rating if review.counts else None
    held_for = list(review.held_for)
    _stand(review, after_decision(decision), reason=reason, rejected=decision is Decision.REJECT)
    ReviewReport.objects.filter(review=review, settled=False).update(settled=True)
    _tell_of_decision(review, before)
    done = "review.published" if review.counts else "review.rejected"
    _audited(done, review, held_for=held_for, reason=reason, version=review.version)
    return review


@transaction.atomic(durable=True)
def review_reply(*, by: Principal, product_id: int, review_id: int, text: str) -> Review:
    """The one answer of who sells the product, or another in its place. Empty: none. NotFound, NotYourProduct."""
    review = locks.review(review_id, product_id=product_id)
    if not manager(by).may_manage(Product.objects.get(pk=product_id).owner):
        raise NotYourProduct
    if not review.counts:
        raise NotPublished
    if review.reply == text:
        return review
    review.reply, review.reply_at = text, clock.now() if text else None
    review.save(update_fields=["reply", "reply_at"])
    tally_seen(product_id)
    events.updated(review, ["reply"])
    _audited("review.replied" if text else "review.reply_deleted", review)
    return review


def _stand(review: Review, standing: Standing, *, reason: str = "", rejected: bool = False) -> None:
    review.state, review.held_for = standing.state, [hold.value for hold in standing.held_for]
    review.reason, review.rejected_before = reason, rejected
    review.version += 1
    review.save(update_fields=["state", "held_for", "reason", "rejected_before", "version"])


def _tell_of_decision(review: Review, before: int | None) -> None:
    after = review.rating if review.counts else None
    if before == after:
        return
    tally_move(review.product_id, before=before, after=after)
    if after is None:
        events.removed(review, "rejected")
    else:
        events.published(review)


def _audited(action: str, review: Review, **details: JsonValue) -> None:
    told = {"product_id": review.product_id, **details}
    audited(action, resource="review", resource_id=str(review.pk), details=told)
