"""The two other sides of the books. Both may raise DependencyUnavailable or DeadlineExceeded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from order_service.books.domain.reconciliation import Balance, PaymentBook, StockBook


@dataclass(frozen=True)
class StockPage:
    books: Sequence[StockBook]
    # Asks for the next page; empty on the last one.
    next_token: str


class StockKeeper(Protocol):
    def page(self, *, size: int, token: str) -> StockPage:
        """By product id. ValidationFailed for a token that is not from an earlier page."""

    def every(self) -> Iterator[StockBook]: ...

    def some(self, product_ids: Sequence[int]) -> list[StockBook]: ...


class Cashier(Protocol):
    def of_orders(self, order_ids: Sequence[UUID]) -> list[PaymentBook]:
        """The payments of these orders with anything captured."""

    def every(self) -> Iterator[list[PaymentBook]]:
        """Page by page, all payments of orders with anything captured."""

    def balances(self) -> list[Balance]: ...


@dataclass(frozen=True)
class Keepers:
    stock: StockKeeper
    cashier: Cashier
