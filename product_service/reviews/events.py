"""What everybody can read of reviews, and cannot read any more. Ids, stars and no words: those are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from product_service.reviews.models import Review
from servicekit.events import outbox
from servicekit.events.event import Event


@dataclass(frozen=True)
class ReviewPublished(Event):
    """It counts from now on. `author_id` is empty where the account is gone."""

    TYPE: ClassVar[str] = "review.published"
    review_id: int
    product_id: int
    author_id: str
    rating: int
    verified: bool


@dataclass(frozen=True)
class ReviewUpdated(Event):
    """A published review as it is now: `changed` names rating, title, text, verified, reply or author."""

    TYPE: ClassVar[str] = "review.updated"
    review_id: int
    product_id: int
    author_id: str
    rating: int
    verified: bool
    changed: list[str]


@dataclass(frozen=True)
class ReviewRemoved(Event):
    """It counts no more. `reason`: "deleted" by its author, "held" until a moderator has looked, or "rejected"."""

    TYPE: ClassVar[str] = "review.removed"
    review_id: int
    product_id: int
    reason: str


def published(review: Review) -> None:
    _publish(review, ReviewPublished(review.pk, review.product_id, _author(review), review.rating, review.verified))


def updated(review: Review, changed: list[str]) -> None:
    facts = (review.pk, review.product_id, _author(review), review.rating, review.verified)
    _publish(review, ReviewUpdated(*facts, changed=changed))


def removed(review: Review, reason: str) -> None:
    _publish(review, ReviewRemoved(review.pk, review.product_id, reason))


def _author(review: Review) -> str:
    return str(review.author_id or "")


def _publish(review: Review, event: Event) -> None:
    outbox.publish(event, aggregate="review", aggregate_id=str(review.pk))
