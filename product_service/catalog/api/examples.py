"""What Swagger shows, and fills in under "Try it out"."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample

_CHAIR = {
    "sku": "HOM-CHR-22",
    "name": "Birch chair",
    "description": "Solid birch, oiled. Stacks four high for parties.",
    "price": "149.00",
    "currency": "EUR",
}
_IMAGE = {"url": "/media/products/1fa91.webp", "alt": "Wooden chair with a low back"}

PRODUCT = [
    OpenApiExample(
        "A chair",
        response_only=True,
        value={
            "id": 46,
            **_CHAIR,
            "category": {"slug": "home", "name": "Home & kitchen", "tint": "#FBE9DC"},
            "vendor": None,
            "stock": {"available": 4, "level": "low"},
            "rating": {"average": "4.6", "count": 17},
            "image": _IMAGE,
            "images": [
                {"id": None, **_IMAGE, "width": 256, "height": 256, "sources": [{"url": _IMAGE["url"], "width": 256}]}
            ],
            "created_at": "2026-01-15T09:30:00Z",
            "updated_at": "2026-01-15T09:30:00Z",
        },
    )
]

_HOME = {"slug": "home", "name": "Home & kitchen", "tint": "#FBE9DC"}
_LAMP = {"id": 22, "name": "Glow smart bulb", "price": "14.90", "currency": "EUR"}
PRODUCT_DETAIL = [
    OpenApiExample(
        "A chair, on its own page",
        response_only=True,
        value={
            **PRODUCT[0].value,
            "category": {**_HOME, "path": [{"slug": "home", "name": "Home & kitchen"}]},
            "related": [{**_LAMP, "image": {"url": "/media/products/1f4a1.webp", "alt": "Bulb"}, "category": _HOME}],
        },
    )
]

PRODUCT_INPUT = [
    OpenApiExample("A chair", request_only=True, value={**_CHAIR, "category": "home", "stock": 4, "image": _IMAGE})
]

PRICE_CHANGE = OpenApiExample("A new price", request_only=True, value={"price": "139.00"})
STOCK_COUNT = OpenApiExample("Counted again", request_only=True, value={"stock": 12})

_SHELF = {"name": "Lamps", "tint": "#FBE9DC", "parent": "home"}

CATEGORY = [
    OpenApiExample(
        "Lamps, at home",
        response_only=True,
        value={"slug": "lamps", **_SHELF, "position": 3, "depth": 1, "path": ["home", "lamps"], "product_count": 12},
    )
]
CATEGORY_INPUT = [OpenApiExample("Lamps, at home", request_only=True, value={"slug": "lamps", **_SHELF})]
CATEGORY_CHANGE = [OpenApiExample("At the top, in front", request_only=True, value={"parent": None, "position": 0})]

_COPIES = "/media/uploads/0f343b0931126a20f133d67c2b018a3b-{}.webp"
PICTURE = [
    OpenApiExample(
        "A photograph",
        response_only=True,
        value={
            "id": 7,
            "url": _COPIES.format(512),
            "alt": "The chair from behind",
            "width": 1024,
            "height": 768,
            "sources": [{"url": _COPIES.format(side), "width": side} for side in (256, 512, 1024)],
        },
    )
]
PICTURE_CHANGE = [OpenApiExample("The first one", request_only=True, value={"position": 0})]
