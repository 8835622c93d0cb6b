"""Pictures by name. Those of the demo are named by code point, uploaded ones by what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

# A parcel: what a product shows until it has a picture of its own.
PARCEL = "1f4e6"
PATH = "/media/products/{}.webp"
DRAWN_SIDE = 256  # pixels, of every drawing
URL = re.compile(r"/media/products/([0-9a-f]{2,6}(?:-[0-9a-f]{2,6}){0,7})\.webp")

# Copies of an uploaded picture fit into squares of these sides: a card, a page, a page on a dense screen.
SIDES = (256, 512, 1024)
SHOWN_SIDE = 512
UPLOADED = "u-"
UPLOADED_PATH = "/media/uploads/{}-{}.webp"
UPLOADED_URL = re.compile(rf"/media/uploads/([0-9a-f]{{32}})-{SHOWN_SIDE}\.webp")

MOST_PICTURES = 10
MOST_PIXELS = 25_000_000
LARGEST_FILE = 5 * 1_048_576  # bytes
LARGEST_FORM = LARGEST_FILE + 65_536


@dataclass(frozen=True)
class Copy:
    url: str
    width: int


def uploaded_name(contents: Iterable[bytes]) -> str:
    """The same for the same copies: whoever uploads a picture twice has it once."""
    digest = sha256()
    for content in contents:
        digest.update(content)
    return UPLOADED + digest.hexdigest()[:32]


def is_uploaded(name: str) -> bool:
    return name.startswith(UPLOADED)


def picture_url(name: str) -> str:
    return copy_url(name, SHOWN_SIDE) if is_uploaded(name) else PATH.format(name)


def copy_url(name: str, side: int) -> str:
    return UPLOADED_PATH.format(name.removeprefix(UPLOADED), side)


def picture_name(url: str) -> str | None:
    """The name in a picture's URL; None for a URL that cannot be one of ours."""
    if match := UPLOADED_URL.fullmatch(url):
        return UPLOADED + match[1]
    match = URL.fullmatch(url)
    return match[1] if match else None


def fitted(width: int, height: int, side: int) -> tuple[int, int]:
    """The size of the copy that fits into a square; a small picture is never made larger."""
    scale = min(1.0, side / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def copies(name: str, width: int, height: int) -> list[Copy]:
    """What a browser may choose from, each width once. `width` and `height` are those of the largest copy."""
    widths = {fitted(width, height, side)[0]: side for side in reversed(SIDES)}
    return [Copy(copy_url(name, side), copied) for copied, side in sorted(widths.items())]
