"""What an author does with the one review of a product: write, change, take back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from product_service.catalog import selectors as catalog
from product_service.catalog.domain.ownership import Owner
from product_service.reviews import events, locks
from product_service.reviews.domain import screening
from product_service.reviews.domain.errors import NotYourReview, ReviewExists, YouSellIt
from product_service.reviews.domain.moderation import Hold, State, after_writing
from product_service.reviews.models import Review
from product_service.reviews.rate import WRITING
from product_service.reviews.services.asking import lease_end
from product_service.reviews.services.standing import author_standing
from product_service.reviews.services.tally import tally_move
from servicekit import clock
from servicekit.auth.principal import Principal
from servicekit.errors import NotFound, PreconditionFailed

# Says whether the review is still what the author who changes it had seen.
Unchanged = Callable[[Review], bool]


@dataclass(frozen=True)
class Words:
    """What somebody typed; None leaves a value as it is."""

    rating: int | None = None
    title: str | None = None
    text: str | None = None

    def changed(self, review: Review) -> list[str]:
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return [name for name, value in given.items() if value is not None and value != getattr(review, name)]


@transaction.atomic(durable=True)
def review_post(*, by: Principal, product_id: int, given: Words) -> Review:
    """The author's only review of the product; all of `given` is there. NotFound, YouSellIt, ReviewExists, RateLimited,
    NobodysToken.

    Whether it was bought is asked afterwards (services.asking): no other service is waited for in here.
    """
    product = catalog.product_on_sale(product_id)
    if _sells(by, product.owner):
        raise YouSellIt
    with author_standing(UUID(by.id)) as hidden:
        review = _blank(UUID(by.id), product_id)
        WRITING.count(by.id)
        review.ask_at, review.asked, review.author_hidden = lease_end(clock.now(), 0), 0, hidden
        review.name_at = None if review.author_name else review.ask_at
        _write(review, given)
        review.created_at = review.updated_at
        _insert(review)
        _settle(review, before=None)
    return review


@transaction.atomic(durable=True)
def review_change(*, by: Principal, product_id: int, review_id: int, unchanged: Unchanged, given: Words) -> Review:
    """NotFound, NotYourReview, PreconditionFailed, RateLimited. Saying the same again changes nothing."""
    review = _for_change(by, product_id, review_id, unchanged)
    changed = given.changed(review)
    if not changed:
        return review
    WRITING.count(by.id)
    before = review.rating if review.counts else None
    _write(review, given)
    review.version += 1
    review.save()
    _settle(review, before=before, changed=changed)
    return review


@transaction.atomic(durable=True)
def review_delete(*, by: Principal, product_id: int, review_id: int, unchanged: Unchanged) -> None:
    """It is gone; what a moderator has rejected, or readers have had held, leaves an empty row.

    So posting anew is no way around either.
    """
    review = _for_change(by, product_id, review_id, unchanged)
    before = review.rating if review.counts else None
    if before is not None:
        tally_move(product_id, before=before, after=None)
        events.removed(review, "deleted")
    if review.rejected_before or Hold.REPORTED in review.held_for:
        _withdraw(review)
    else:
        review.delete()


def _sells(by: Principal, owner: Owner) -> bool:
    """Narrower than who may manage it: the house's staff are customers, too."""
    mine = {str(owner.vendor_id), str(owner.organisation_id)}
    return by.id in mine or (bool(by.org) and by.org in mine)


def _blank(author_id: UUID, product_id: int) -> Review:
    """A new row, or the one that was taken back after a moderator had said no."""
    found = locks.review_by(author_id, product_id)
    if found is None:
        return Review(author_id=author_id, product_id=product_id)
    if found.state != State.WITHDRAWN:
        raise ReviewExists
    found.version += 1
    return found


def _write(review: Review, given: Words) -> None:
    for field in given.changed(review):
        setattr(review, field, getattr(given, field))
    found = screening.holds(review.title, review.text, words=screening.LANGUAGE | settings.SHOPMESH.unwanted_words)
    reported = Hold.REPORTED in review.held_for
    standing = after_writing(found, reported=reported, rejected_before=review.rejected_before)
    review.state, review.held_for = standing.state, list(standing.held_for)
    review.updated_at = clock.now()


def _insert(review: Review) -> None:
    try:
        with transaction.atomic():
            review.save()
    except IntegrityError as error:
        # Of its constraints only this one can be broken by two requests at once.
        if Review.objects.filter(author_id=review.author_id, product_id=review.product_id).exists():
            raise ReviewExists from error
        raise


def _settle(review: Review, *, before: int | None, changed: list[str] | None = None) -> None:
    """The product's stars, and what the others are told."""
    after = review.rating if review.counts else None
    if before is None and after is None:
        return
    tally_move(review.product_id, before=before, after=after)
    if before is None:
        events.published(review)
    elif after is None:
        events.removed(review, "held")
    else:
        events.updated(review, changed or [])


def _for_change(by: Principal, product_id: int, review_id: int, unchanged: Unchanged) -> Review:
    review = locks.review(review_id, product_id=product_id)
    if str(review.author_id) != by.id:
        # What nobody but its author can see is not there for anybody else.
        raise NotYourReview if review.counts else NotFound("There is no such review.")
    if not unchanged(review):
        raise PreconditionFailed("The review is no longer what you saw: read it again.")
    return review


def _withdraw(review: Review) -> None:
    review.state, review.title, review.text, review.reply = State.WITHDRAWN, "", "", ""
    review.reply_at = review.ask_at = None
    review.held_for, review.reason = [hold for hold in review.held_for if hold == Hold.REPORTED], ""
    # They were about words that are gone: whoever gave one may give another about those that come.
    review.reports.all().delete()
    review.version += 1
    review.save()
