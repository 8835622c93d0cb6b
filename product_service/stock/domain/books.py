"""The arithmetic that must hold for every product at every moment: received = sold + reserved + free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from product_service.stock.domain.errors import StockBelowReserved


@dataclass(frozen=True)
class Books:
    """`received` has corrections in it, `sold` is less what came back, `held` is what open reservations add up to."""

    product_id: int
    sku: str
    name: str
    received: int
    sold: int
    on_hand: int
    reserved: int
    held: int

    @property
    def free(self) -> int:
        return self.on_hand - self.reserved

    @property
    def balanced(self) -> bool:
        return self.received == self.sold + self.reserved + self.free and self.reserved == self.held and self.free >= 0


@dataclass(frozen=True)
class BooksAsked:
    """A page of `size` products after the id `after`; or exactly those of `product_ids`, when there are any."""

    size: int
    after: int = 0
    product_ids: tuple[int, ...] = ()

    def token_after(self, page: Sequence[Books]) -> str:
        """Asks for the next page; empty after the last."""
        return str(page[-1].product_id) if len(page) == self.size and not self.product_ids else ""


def recount(on_hand: int, *, counted: int, reserved: int) -> int:
    """The correction that makes the shelf hold what was counted. StockBelowReserved when that breaks a promise."""
    if counted < reserved:
        raise StockBelowReserved(asked=counted, reserved=reserved)
    return counted - on_hand
