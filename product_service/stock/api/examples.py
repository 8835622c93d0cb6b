"""What Swagger shows, and fills in under "Try it out"."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample

_FIGURES: dict[str, Any] = {"on_hand": 12, "reserved": 8, "available": 4, "low_at": 5, "level": "low"}
_CHAIR = {
    "id": 46,
    "sku": "HOM-CHR-22",
    "name": "Birch chair",
    "image": {"url": "/media/products/1fa91.webp", "alt": "Wooden chair with a low back"},
}

STOCK = [OpenApiExample("Few are left", response_only=True, value={"product_id": 46, **_FIGURES})]
LOW_AT = [OpenApiExample("Tell me at ten", request_only=True, value={"low_at": 10})]
ROW = [OpenApiExample("Few are left", response_only=True, value={"product": _CHAIR, **_FIGURES})]
ADJUSTMENT = [
    OpenApiExample(
        "Broken in the warehouse",
        request_only=True,
        value={"quantity": -2, "reason": "damaged", "note": "A pallet fell."},
    ),
    OpenApiExample("Goods came in", request_only=True, value={"quantity": 50, "reason": "received", "note": "PO 4711"}),
]
MOVEMENT = [
    OpenApiExample(
        "Broken in the warehouse",
        response_only=True,
        value={
            "id": 1041,
            "kind": "damaged",
            "quantity": -2,
            "on_hand_after": 10,
            "reservation_id": None,
            "note": "A pallet fell.",
            "by": "0192f0c4-0000-7000-8000-000000000001",
            "at": "2026-01-15T09:30:00Z",
        },
    )
]
