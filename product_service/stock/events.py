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
