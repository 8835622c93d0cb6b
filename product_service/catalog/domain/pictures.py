"""Pictures are named by code point and published by the gateway under one path."""

from __future__ import annotations

import re

# A parcel: what a product shows until it has a picture of its own.
PARCEL = "1f4e6"
PATH = "/media/products/{}.webp"
URL = re.compile(r"/media/products/([0-9a-f]{2,6}(?:-[0-9a-f]{2,6}){0,7})\.webp")


def picture_url(name: str) -> str:
    return PATH.format(name)


def picture_name(url: str) -> str | None:
    """The name in a picture's URL; None for a URL that cannot be one of ours."""
    match = URL.fullmatch(url)
    return match[1] if match else None
