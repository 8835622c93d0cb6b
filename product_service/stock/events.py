"""What happened to stock. `lines` are `{product_id, quantity}`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from servicekit.events.event import Event


@dataclass(frozen=True)
class StockReserved(Event):
    TYPE: ClassVar[str] = "stock.reserved"
    reservation_id: str
    lines: list[dict[str, int]]
    expires_at: str


@dataclass(frozen=True)
class StockCommitted(Event):
    TYPE: ClassVar[str] = "stock.committed"
    reservation_id: str
    lines: list[dict[str, int]]


@dataclass(frozen=True)
class StockReleased(Event):
    """`reason` is "released" (somebody asked) or "expired" (nobody came back)."""

    TYPE: ClassVar[str] = "stock.released"
    reservation_id: str
    lines: list[dict[str, int]]
    reason: str
