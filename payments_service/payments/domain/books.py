"""What whoever compares the books may ask for, and the sums that are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


class Booked(Protocol):
    pk: UUID


@dataclass(frozen=True)
class BooksAsked:
    """A page of `size` payments after the id `after`; or exactly those of `order_ids`, when there are any."""

    size: int
    after: UUID | None = None
    order_ids: tuple[UUID, ...] = ()

    def token_after(self, page: Sequence[Booked]) -> str:
        """Asks for the next page; empty after the last."""
        return str(page[-1].pk) if len(page) == self.size and not self.order_ids else ""


@dataclass(frozen=True)
class Balance:
    """Minor units on one account in one currency; negative is credit."""

    currency: str
    account: str
    minor_units: int
