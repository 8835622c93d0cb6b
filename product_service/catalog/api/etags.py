"""Entity tags of products (RFC 9110, 8.8.3): `"<version>-<digest of the stock>"`.

The version counts changes by people, the digest changes with every sale. A new price needs the version that was seen,
or a product in demand could never be edited; a new stock figure needs the whole tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.crypto import salted_hmac

from product_service.catalog.models import Category, Product
from product_service.catalog.services import Unchanged
from product_service.catalog.shelves import Shelf
from servicekit.errors import PreconditionRequired

TAG = re.compile(r'"([0-9]{1,10})-[0-9a-f]{12}"')
MOST_TAGS = 20


def product_tag(product: Product) -> str:
    # Keyed, so that the tag does not tell shoppers how much is on hand.
    stock = f"{product.stock.on_hand}/{product.stock.reserved}"
    return f'"{product.version}-{salted_hmac("product-tag", stock, algorithm="sha256").hexdigest()[:12]}"'


def still_fresh(header: str | None, product: Product) -> bool:
    """If-None-Match: whether the client's copy is good."""
    return bool(_tags(header or "") & {product_tag(product), "*"})


def unchanged(header: str | None, *, stock_too: bool) -> Unchanged:
    """If-Match as a question to ask once the product is locked. PreconditionRequired without the header."""
    if not header:
        raise PreconditionRequired
    wanted = _tags(header)

    def is_unchanged(product: Product) -> bool:
        if "*" in wanted or product_tag(product) in wanted:
            return True
        return not stock_too and product.version in {_version(tag) for tag in wanted}

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


def _version(tag: str) -> int | None:
    match = TAG.fullmatch(tag)
    return int(match[1]) if match else None
