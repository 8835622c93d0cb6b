"""What tests of reviews say often."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from product_service.catalog.models import Product
from product_service.reviews import services
from product_service.reviews.domain.tally import hundredths
from product_service.reviews.models import Review, ReviewSummary
from product_service.reviews.ports import NoAnswer
from product_service.reviews.services import Words
from product_service.tests.support import principal

GOOD: dict[str, Any] = {"rating": 4, "title": "Sturdy", "text": "Holds what it promises, after a month of use."}


@dataclass
class World:
    """Stands for order_service and user_service. Nobody may ask while a transaction is open."""

    bought: set[tuple[str, int]] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    silent: bool = False
    asked: list[str] = field(default_factory=list)

    def has_purchased(self, *, user_id: UUID, product_id: int) -> bool:
        self._hear("purchase")
        return (str(user_id), product_id) in self.bought

    def display_name(self, *, user_id: UUID) -> str:
        self._hear("name")
        return self.names.get(str(user_id), "")

    def display_names(self, *, user_ids: Collection[UUID]) -> dict[UUID, str]:
        self._hear("names")
        return {user_id: self.names[str(user_id)] for user_id in user_ids if str(user_id) in self.names}

    def _hear(self, question: str) -> None:
        self.asked.append(question)
        if self.silent:
            raise NoAnswer("nobody is there")


def path(product: Product, *more: object) -> str:
    return "".join(f"{part}/" for part in (f"/api/products/{product.pk}/reviews", *more))


def body(**changes: Any) -> dict[str, Any]:
    """What a client posts; None leaves a field out."""
    return {name: value for name, value in (GOOD | changes).items() if value is not None}


def new_review(product: Product, author: str = "alice", **given: Any) -> Review:
    """As its author posted it; nobody has been asked about anything."""
    words = Words(**GOOD | given)
    return services.review_post(by=principal("customer", author), product_id=product.pk, given=words)


def figures(product: Product) -> tuple[list[int], int, int, int]:
    """The histogram from one star to five, and what lists of products show: count, stars, hundredths."""
    summary = ReviewSummary.objects.filter(pk=product.pk).first() or ReviewSummary(product=product)
    now = Product.objects.get(pk=product.pk)
    return list(summary.histogram.values()), now.rating_count, now.rating_sum, now.rating


def recounted(product: Product) -> tuple[list[int], int, int, int]:
    """The same, from the reviews themselves."""
    stars = list(Review.objects.filter(product=product, state="published").values_list("rating", flat=True))
    return [stars.count(n) for n in range(1, 6)], len(stars), sum(stars), hundredths(len(stars), sum(stars))
