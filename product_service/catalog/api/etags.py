"""Entity tags of products (RFC 9110, 8.8.3): `"<version>-<digest of the stock>-<digest of the answer>"`.

The version counts changes by people, the digest of the stock changes with every sale. A new price needs the version
that was seen, or a product in demand could never be edited; a new stock figure needs both. What is answered besides,
such as stars and what goes with it, is in the last part, and in nobody's way.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from functools import cache
from hashlib import blake2b, sha256

from django.conf import settings

from product_service.catalog.models import Category, Product
from product_service.catalog.services import Unchanged
from product_service.catalog.shelves import Shelf
from servicekit.errors import PreconditionRequired

TAG = re.compile(r'("([0-9]{1,10})-[0-9a-f]{12})(?:-[0-9a-f]{8})?"')
MOST_TAGS = 20


def product_tag(product: Product) -> str:
    return state_tag(product.version, product.stock.on_hand, product.stock.reserved)


def state_tag(version: int, on_hand: int, reserved: int) -> str:
    # Keyed, so that the tag does not tell shoppers how much is on hand.
    digest = hmac.digest(_key(), f"{on_hand}/{reserved}".encode(), "sha256").hex()[:12]
    return f'"{version}-{digest}"'


def answer_tag(body: bytes, *, of: str = "") -> str:
    """Of the bytes that are answered; `of` is the tag of the state they show, if it has one."""
    digest = blake2b(body, digest_size=4 if of else 8).hexdigest()
    return f'{of[:-1]}-{digest}"' if of else f'"{digest}"'


def still_good(header: str | None, tag: str) -> bool:
    """If-None-Match: whether the client's copy is good."""
    return bool(header) and bool(_tags(header or "") & {tag, "*"})


def unchanged(header: str | None, *, stock_too: bool) -> Unchanged:
    """If-Match as a question to ask once the product is locked. PreconditionRequired without the header."""
    if not header:
        raise PreconditionRequired
    wanted = {_state(tag) for tag in _tags(header)}
    versions = {_version(tag) for tag in wanted}

    def is_unchanged(product: Product) -> bool:
        if "*" in wanted:
            return True
        return product_tag(product) in wanted if stock_too else product.version in versions

    return is_unchanged


def category_tag(shelf: Shelf) -> str:
    """The products in it are counted in what is answered, and none of them stands in the way of a change."""
    return f'"{shelf.category.version}-{shelf.products:012x}"'


def category_unchanged(header: str | None) -> Callable[[Category], bool]:
    """If-Match as a question to ask once the category is locked. PreconditionRequired without the header."""
    if not header:
        raise PreconditionRequired
    wanted = _tags(header)
    versions = {_version(tag) for tag in wanted}
    return lambda category: "*" in wanted or category.version in versions


def _tags(header: str) -> set[str]:
    # nginx weakens tags when it compresses (W/"…"). Ours name a state and not its bytes, so a weak one is as good.
    return {part.strip().removeprefix("W/") for part in header.split(",", MOST_TAGS)[:MOST_TAGS]}


def _state(tag: str) -> str:
    """Without the digest of the answer."""
    match = TAG.fullmatch(tag)
    return f'{match[1]}"' if match else tag


def _version(tag: str) -> int | None:
    match = TAG.fullmatch(tag)
    return int(match[2]) if match else None


@cache
def _key() -> bytes:
    return sha256(b"product-tag\n" + str(settings.SECRET_KEY).encode()).digest()
