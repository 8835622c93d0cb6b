"""Entity tags of stock (RFC 9110, 8.8.3): `"<low_at>-<on_hand>.<reserved>"`; only who manages it ever sees one.

A new threshold needs the threshold that was seen, and not the figures: of a product in demand they change all the time.
A count needs the units on hand that it was held against. What is reserved meanwhile is still in the warehouse.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from product_service.stock.models import Stock
from product_service.stock.services.adjust import Unchanged
from servicekit.api.etags import MOST_TAGS, seen

TAG = re.compile(r'"(?P<low_at>[0-9]{1,10})-(?P<on_hand>[0-9]{1,10})\.[0-9]{1,10}"')


def stock_tag(stock: Stock) -> str:
    return f'"{stock.low_at}-{stock.on_hand}.{stock.reserved}"'


def still_fresh(header: str | None, stock: Stock) -> bool:
    """If-None-Match: whether the client's copy is good."""
    tags = {part.strip().removeprefix("W/") for part in (header or "").split(",", MOST_TAGS)[:MOST_TAGS]}
    return bool(tags & {stock_tag(stock), "*"})


def unchanged(header: str | None) -> Unchanged:
    """If-Match as a question to ask once the shelf is locked. PreconditionRequired without the header."""
    tags = seen(header)
    return lambda stock: "*" in tags or str(stock.low_at) in _named("low_at", tags)


def on_hand_unchanged(header: str | None) -> Unchanged:
    """The same of a count, whatever the threshold and the promises are. PreconditionRequired without the header."""
    tags = seen(header)
    return lambda stock: "*" in tags or str(stock.on_hand) in _named("on_hand", tags)


def _named(figure: str, tags: Collection[str]) -> set[str]:
    return {match[figure] for tag in tags if (match := TAG.fullmatch(tag))}
