"""How much one person may write in an hour: reviews, changes of them and reports together."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from product_service.reviews.models import ReviewRate
from servicekit.rates import Rate

WRITING = Rate(
    policy="reviews",
    model=ReviewRate,
    window=timedelta(hours=1),
    most=lambda: int(settings.SHOPMESH.reviews_per_hour),
    enough=lambda most: f"{most} reviews, changes and reports an hour are enough for one person.",
)
