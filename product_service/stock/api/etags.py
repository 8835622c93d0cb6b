"""Entity tags of stock (RFC 9110, 8.8.3): `"<low_at>-<on_hand>.<reserved>"`; only who manages it ever sees one.

A new threshold needs the threshold that was seen, and not the figures: of a product in demand they change all the time.
"""

from __future__ import annotations

from product_service.stock.models import Stock
from product_service.stock.services.adjust import Unchanged
from servicekit.api.etags import MOST_TAGS, seen


def stock_tag(stock: Stock) -> str:
    return f'"{stock.low_at}-{stock.on_hand}.{stock.reserved}"'


def still_fresh(header: str | None, stock: Stock) -> bool:
    """If-None-Match: whether the client's copy is good."""
    tags = {part.strip().removeprefix("W/") for part in (header or "").split(",", MOST_TAGS)[:MOST_TAGS]}
    return bool(tags & {stock_tag(stock), "*"})


def unchanged(header: str | None) -> Unchanged:
    """If-Match as a question to ask once the shelf is locked. PreconditionRequired without the header."""
    tags = seen(header)
    return lambda stock: "*" in tags or any(tag.startswith(f'"{stock.low_at}-') for tag in tags)
