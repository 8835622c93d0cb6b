"""One product's shelf, before and after a change, and what the change means to others."""

from __future__ import annotations

from dataclasses import dataclass, replace

from product_service.stock.domain.level import Level, level


@dataclass(frozen=True)
class Shelf:
    on_hand: int
    reserved: int
    low_at: int

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved

    @property
    def level(self) -> Level:
        """As those are told who manage the product."""
        return level(self.available, self.low_at)


@dataclass(frozen=True)
class Change:
    """Signed units: what comes to the shelf, and what is promised of it."""

    product_id: int
    on_hand: int = 0
    reserved: int = 0


@dataclass(frozen=True)
class Turn:
    """A change that was made."""

    product_id: int
    before: Shelf
    after: Shelf

    @property
    def crossed_zero(self) -> bool:
        """It is sold out now, or can be bought again."""
        return (self.before.available > 0) != (self.after.available > 0)

    @property
    def became_low(self) -> bool:
        """Once per crossing: what is low already, or sold out, is not told again before it was more than a few."""
        return self.before.level == "in_stock" and self.after.level != "in_stock"

    @property
    def looks_different(self) -> bool:
        """To a shopper, who reads a number only where there are few."""
        return level(self.before.available) != level(self.after.available)


def turn(change: Change, after: Shelf) -> Turn:
    before = replace(after, on_hand=after.on_hand - change.on_hand, reserved=after.reserved - change.reserved)
    return Turn(change.product_id, before, after)
