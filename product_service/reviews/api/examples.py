"""What Swagger shows, and fills in under "Try it out"."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample

_WORDS = {
    "rating": 4,
    "title": "Sturdy, and lighter than it looks",
    "text": "Assembled in ten minutes. After a month of daily use nothing creaks; the oil smells for a day or two.",
}
_REVIEW: dict[str, Any] = {
    "id": 31,
    "product_id": 46,
    **_WORDS,
    "author": {"id": "5f0f5cb4-5c2e-5c39-8d27-7c1a6ad0d0a5", "name": "Ana S."},
    "verified": True,
    "state": "published",
    "version": 1,
    "created_at": "2026-02-01T18:20:00Z",
    "updated_at": "2026-02-01T18:20:00Z",
    "reply": {"text": "Thank you! Airing it for a day helps with the oil.", "at": "2026-02-02T08:05:00Z"},
    "yours": False,
    "held_for": [],
    "reason": "",
}

REVIEW = [OpenApiExample("A review", response_only=True, value=_REVIEW)]
QUEUED = [
    OpenApiExample(
        "Waits for a moderator",
        response_only=True,
        value=_REVIEW
        | {
            "text": "Better at www.example.com",
            "state": "pending",
            "reply": None,
            "held_for": ["link"],
            "product": {"id": 46, "name": "Birch chair"},
            "reports": {"spam": 2},
        },
    )
]
REVIEW_INPUT = [OpenApiExample("Four stars", request_only=True, value=_WORDS)]
ONE_STAR_LESS = OpenApiExample("One star less", request_only=True, value={"rating": 3})
REPLY_INPUT = [OpenApiExample("Thanks", request_only=True, value={"text": _REVIEW["reply"]["text"]})]
REPORT_INPUT = [OpenApiExample("Advertising", request_only=True, value={"reason": "spam"})]
DECISION_INPUT = [
    OpenApiExample("Publish", request_only=True, value={"decision": "publish"}),
    OpenApiExample(
        "Reject",
        request_only=True,
        value={"decision": "reject", "reason": "Please without the web address.", "version": 1},
    ),
]
