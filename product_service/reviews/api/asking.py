from __future__ import annotations

from product_service.reviews import services
from product_service.reviews.models import Review


def asked_about(review: Review) -> Review:
    """With what others say of its author, if they say it in time."""
    if review.ask_at is None and review.author_name:
        return review
    # gRPC costs 20 MB: a web process loads it with the first review that is written, and readers never do.
    from product_service import wiring  # noqa: PLC0415

    return services.review_ask(review=review, witnesses=wiring.witnesses())
