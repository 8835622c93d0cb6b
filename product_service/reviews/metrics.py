"""What this app counts. A dashboard that shows anything but zero wrong is an alarm."""

from __future__ import annotations

from prometheus_client import Gauge

REVIEW_RATINGS_WRONG = Gauge(
    "review_ratings_wrong", "Products whose stars were not the sum of their reviews when they were last recounted."
)
REVIEWS_TO_VERIFY = Gauge(
    "reviews_to_verify", "Reviews about which order_service has still to be asked, when the worker last looked."
)
