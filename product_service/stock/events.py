"""What happened to stock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypedDict

from servicekit.events.event import Event


class Moved(TypedDict):
    product_id: int
    quantity: int


@dataclass(frozen=True)
class StockReserved(Event):
    TYPE: ClassVar[str] = "stock.reserved"
    reservation_id: str
    lines: list[Moved]
    expires_at: str


@dataclass(frozen=True)
class StockExtended(Event):
    """A reservation is held for longer than `stock.reserved` said."""

    TYPE: ClassVar[str] = "stock.extended"
    reservation_id: str
    expires_at: str


@dataclass(frozen=True)
class StockCommitted(Event):
    TYPE: ClassVar[str] = "stock.committed"
    reservation_id: str
    lines: list[Moved]


@dataclass(frozen=True)
class StockReleased(Event):
    """`reason` is "released" (somebody asked) or "expired" (nobody came back)."""

    TYPE: ClassVar[str] = "stock.released"
    reservation_id: str
    lines: list[Moved]
    reason: str


@dataclass(frozen=True)
class StockLow(Event):
    """There are `low_at` or fewer, and just before there were more. Not told again until there were more once more."""

    TYPE: ClassVar[str] = "stock.low"
    product_id: int
    available: int
    low_at: int


@dataclass(frozen=True)
class StockAdjusted(Event):
    """The shelf changed other than by a sale; `quantity` is signed.

    `reason`: received, returned, damaged, lost, found or counted.
    """

    TYPE: ClassVar[str] = "stock.adjusted"
    product_id: int
    quantity: int
    reason: str
    on_hand: int
    available: int
