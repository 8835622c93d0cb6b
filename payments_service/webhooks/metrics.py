"""Counted here; `type` is one of those that are acted on, or "other"."""

from __future__ import annotations

from prometheus_client import Counter

RECEIVED = Counter(
    "webhooks_received",
    "Deliveries of payment providers. outcome: kept, duplicate, ignored, refused.",
    ["provider", "type", "outcome"],
)
APPLIED = Counter(
    "webhooks_applied",
    "Events worked on. outcome: looked, known, stranger, again, given_up.",
    ["provider", "type", "outcome"],
)
