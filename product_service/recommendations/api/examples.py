"""What Swagger shows, and fills in under "Try it out"."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample

_LAMP = {
    "id": 21,
    "name": "Desk lamp",
    "price": "59.00",
    "currency": "EUR",
    "category": {"slug": "home", "name": "Home & kitchen", "tint": "#FBE9DC"},
    "stock": {"available": 14, "level": "in_stock"},
    "image": {"url": "/media/products/1f4a1.webp", "alt": "A bright lamp"},
    "rating": {"average": "4.3", "count": 12},
}

BESIDE = [
    OpenApiExample(
        "Beside a chair",
        response_only=True,
        value={"bought_together": [_LAMP], "viewed_also": [], "computed_at": "2026-01-15T09:30:00Z"},
    )
]
RECOMMENDED = [
    OpenApiExample(
        "Because of a chair",
        response_only=True,
        value={"results": [{"because": {"id": 46, "name": "Birch chair"}, "products": [_LAMP]}]},
    )
]
VIEW = [
    OpenApiExample(
        "A look at a chair",
        request_only=True,
        value={"product_id": 46, "visitor": "6f1c2a54-0b7e-4c57-9d3e-2b1f0a9c8d7e"},
    )
]
