"""Demo reviews, from the JSON file beside this one. Running it again adds what is missing and changes nothing else."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from product_service.catalog.models import Product
from product_service.catalog.seed.load import RETURNED_TO_SHELF, records, seed_id
from product_service.reviews.domain import screening
from product_service.reviews.domain.moderation import Decision, State, after_decision, after_writing
from product_service.reviews.models import Review
from product_service.reviews.services.tally import tally_move
from servicekit import clock

REVIEWS = Path(__file__).with_name("reviews.json")
# The demo users as user_service seeds them; what GetUser would say of them.
NAMES = {
    "user": "Uma C.",
    "user0": "Ana S.",
    "user1": "Ben C.",
    "user2": "Chloe M.",
    "user3": "Dev P.",
    "user4": "Ella N.",
    "user5": "Finn L.",
    "user6": "Grace K.",
    "user7": "Hugo W.",
    "user8": "Ines R.",
    "user9": "Jonas M.",
}
REPLIED_AFTER = timedelta(hours=20)

Row = dict[str, Any]


@transaction.atomic(durable=True)
def load() -> int:
    """How many were added; none about products that are not there."""
    now, bought = clock.now(), _purchases()
    rows: list[Row] = json.loads(REVIEWS.read_text(encoding="utf-8"))
    products = set(Product.objects.values_list("pk", flat=True).filter(pk__in={row["product_id"] for row in rows}))
    return sum(_review(row, now, bought) for row in rows if row["product_id"] in products)


def _purchases() -> set[tuple[str, int]]:
    """Who holds what, as order_service's seeded orders have it."""
    kept = (order for order in records("orders") if order["status"] != RETURNED_TO_SHELF)
    return {(order["customer"], line["product_id"]) for order in kept for line in order["lines"]}


def _review(row: Row, now: datetime, bought: set[tuple[str, int]]) -> bool:
    author_id, product_id = seed_id(row["customer"]), row["product_id"]
    if Review.objects.filter(author_id=author_id, product_id=product_id).exists():
        return False
    at = now - timedelta(days=row["days_ago"])
    review = Review(author_id=author_id, product_id=product_id, author_name=NAMES[row["customer"]])
    review.rating, review.title, review.text = row["rating"], row["title"], row["text"]
    review.verified = (row["customer"], product_id) in bought
    review.created_at = review.updated_at = at
    if "reply" in row:
        review.reply, review.reply_at = row["reply"], at + REPLIED_AFTER
    _stand(review, row.get("rejected", ""))
    review.save()
    if review.counts:
        tally_move(product_id, before=None, after=review.rating)
    return True


def _stand(review: Review, rejected: str) -> None:
    """As the rules would have it, and for one of them a moderator."""
    standing = after_writing(screening.holds(review.title, review.text))
    review.state, review.held_for = standing.state, [hold.value for hold in standing.held_for]
    if rejected and standing.state is State.PENDING:
        review.state, review.held_for = after_decision(Decision.REJECT).state, []
        review.reason, review.rejected_before, review.version = rejected, True, 2
