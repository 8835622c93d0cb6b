"""What a checkout needs from other services, in its own words.

Every method may raise DependencyUnavailable or DeadlineExceeded. `NeverSent` is the DependencyUnavailable of which it
is certain that nothing was asked; any other failure leaves it open whether the effect happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from order_service.cart.ports import Prices
from order_service.orders.domain.pricing import PricedLine, WantedLine
from servicekit.errors import DependencyUnavailable
from servicekit.money import Money


class NeverSent(DependencyUnavailable):
    """The request did not leave this process: no connection, or the breaker is open."""


class ReservationLost(Exception):
    """The hold on the stock is over; it can no longer be committed."""


class StepRefused(Exception):
    """The other service will never do this; the words are its own."""


class PaymentState(StrEnum):
    UNKNOWN = "unknown"
    AUTHORIZED = "authorized"
    DECLINED = "declined"
    CAPTURED = "captured"
    VOIDED = "voided"
    REFUNDED = "refunded"


@dataclass(frozen=True)
class Payment:
    id: str
    state: PaymentState
    decline_code: str = ""
    # Captured and not given back; None where nobody said.
    left: Money | None = None


@dataclass(frozen=True)
class PaymentRequest:
    key: str
    order_id: UUID
    customer_id: UUID
    amount: Money
    method: str
    token: str


class Catalog(Prices, Protocol):
    def reserve(self, reservation_id: UUID, lines: Sequence[WantedLine], customer_id: UUID) -> list[PricedLine]:
        """Hold every line or none; OutOfStock and ProductUnavailable name the lines that cannot be had.

        ReservationLimit says what one customer may hold at once.
        """

    def extend(self, reservation_id: UUID) -> None:
        """Hold it for the whole time again, from now on; it does so once. ReservationLost when the hold is over."""

    def commit(self, reservation_id: UUID) -> None:
        """Take held stock for good; ReservationLost when the hold is over."""

    def release(self, reservation_id: UUID) -> None:
        """Give held stock back; an id never seen is refused from then on. StepRefused once it was committed."""

    def may_ask_again(self) -> bool:
        """Whether one more call may be spent on an answer that got lost; a yes is used up by it."""


class Payments(Protocol):
    """Every answer is the payment as it then stands; a state other than the one asked for means: not yet, ask again."""

    def authorize(self, request: PaymentRequest) -> Payment:
        """Hold the amount. StepRefused when the request itself is not acceptable, so that nothing is held."""

    def find_by_key(self, key: str) -> Payment | None:
        """The payment made under `key`; None when it never arrived."""

    def capture(self, payment_id: str) -> Payment: ...

    def void(self, payment_id: str) -> Payment: ...

    def refund(self, key: str, payment_id: str, amount: Money) -> Payment: ...

    def may_ask_again(self) -> bool:
        """As the catalogue's."""


class Users(Protocol):
    def validate(self, user_id: UUID) -> bool:
        """Whether the user exists and may act now."""


@dataclass(frozen=True)
class Partners:
    """The three services a checkout talks to."""

    catalog: Catalog
    payments: Payments
    users: Users
