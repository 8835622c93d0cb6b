"""What happens to reviews when something happens to their author, or to what he bought."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from product_service.reviews import events
from product_service.reviews.domain.moderation import State
from product_service.reviews.models import Review, ReviewRate, ReviewReport
from product_service.reviews.services.standing import author_gone, author_told
from product_service.reviews.services.tally import tally_seen
from servicekit import clock


@transaction.atomic
def author_forget(*, author_id: UUID) -> None:
    """The account is gone: stars and words stay, for other customers; whose they were is not known any more."""
    author_gone(author_id)
    reviews = _locked(Review.objects.filter(author_id=author_id))
    Review.objects.filter(pk__in=reviews, state=State.WITHDRAWN).delete()
    Review.objects.filter(pk__in=reviews).update(
        author_id=None, author_name="", author_hidden=False, ask_at=None, name_at=None
    )
    # What they reported has had its effect, or waits for others to say the same.
    ReviewReport.objects.filter(user_id=author_id).delete()
    ReviewRate.objects.filter(pk=author_id).delete()
    _tell(reviews)


@transaction.atomic
def author_hide(*, author_id: UUID, hidden: bool, seq: int) -> None:
    """A disabled account's name is not shown, on what was written before nor after; it comes back with the account.

    `seq` is the event's number among all about this account: what is older than what is known changes nothing.
    """
    if not author_told(author_id, away=hidden, seq=seq):
        return
    reviews = _locked(Review.objects.filter(author_id=author_id).exclude(author_hidden=hidden))
    Review.objects.filter(pk__in=reviews).update(author_hidden=hidden)
    _tell(reviews)


@transaction.atomic
def purchases_changed(*, author_id: UUID, product_ids: Collection[int], bought: bool) -> None:
    """An order of theirs was confirmed or cancelled: who may think otherwise of the purchase now is asked about.

    Asked and not believed: of an order that is confirmed and cancelled, either event may come first. While a question
    is open its answer may be on its way and older than the event, whatever is thought of the purchase until it comes.
    """
    reviews = Review.objects.filter(author_id=author_id, product_id__in=product_ids)
    concerned = reviews.filter(Q(verified=not bought) | Q(ask_at__isnull=False))
    ids = _locked(concerned.exclude(state=State.WITHDRAWN))
    Review.objects.filter(pk__in=ids).update(ask_at=clock.now(), asked=0)


def _locked(reviews: QuerySet[Review]) -> list[int]:
    """By id, as everybody who locks several."""
    return list(reviews.select_for_update().order_by("pk").values_list("pk", flat=True))


def _tell(review_ids: list[int]) -> None:
    shown = list(Review.objects.filter(pk__in=review_ids, state=State.PUBLISHED).order_by("product_id", "pk"))
    for product_id in sorted({review.product_id for review in shown}):
        tally_seen(product_id)
    for review in shown:
        events.updated(review, ["author"])
