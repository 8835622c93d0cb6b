"""What a person may change about a shelf, and which kind of movement that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from product_service.stock.domain.errors import StockBelowReserved
from product_service.stock.domain.shelf import Shelf
from servicekit.errors import FieldError, ValidationFailed

MOST_ON_HAND = 1_000_000  # of one product in the warehouse


class Reason(StrEnum):
    RECEIVED = "received"
    RETURNED = "returned"
    DAMAGED = "damaged"
    LOST = "lost"
    FOUND = "found"
    COUNTED = "counted"


class Movement(StrEnum):
    RECEIVED = "received"
    SOLD = "sold"
    RETURNED = "returned"
    ADJUSTED = "adjusted"


# What came, or came back, is a movement of that kind; every other reason corrects the figure.
KINDS = {Reason.RECEIVED: Movement.RECEIVED, Reason.RETURNED: Movement.RETURNED}
ONLY_MORE = frozenset({Reason.RECEIVED, Reason.RETURNED, Reason.FOUND})
ONLY_LESS = frozenset({Reason.DAMAGED, Reason.LOST})


@dataclass(frozen=True)
class Adjustment:
    """`quantity` is signed: so many more, or less, on the shelf."""

    quantity: int
    reason: Reason
    note: str = ""

    @property
    def kind(self) -> Movement:
        return KINDS.get(self.reason, Movement.ADJUSTED)

    @property
    def rests_on_a_figure(self) -> bool:
        """Who counts says what is there, and the difference is right for one figure only."""
        return self.reason is Reason.COUNTED


def checked(adjustment: Adjustment, shelf: Shelf) -> Adjustment:
    """ValidationFailed when it makes no sense, StockBelowReserved when it breaks a promise."""
    mistakes = list(_mistakes(adjustment, shelf))
    if mistakes:
        raise ValidationFailed(errors=mistakes)
    left = shelf.on_hand + adjustment.quantity
    if left < shelf.reserved:
        raise StockBelowReserved(asked=left, reserved=shelf.reserved, pointer="/quantity")
    return adjustment


def _mistakes(adjustment: Adjustment, shelf: Shelf) -> Iterator[FieldError]:
    quantity, reason = adjustment.quantity, adjustment.reason
    if quantity == 0:
        yield FieldError("/quantity", "out-of-range", "Nothing would change.")
    elif quantity < 0 and reason in ONLY_MORE:
        yield FieldError("/quantity", "out-of-range", f"What is {reason} is more, not less.")
    elif quantity > 0 and reason in ONLY_LESS:
        yield FieldError("/quantity", "out-of-range", f"What is {reason} is less: a negative number.")
    elif shelf.on_hand + quantity > MOST_ON_HAND:
        yield FieldError("/quantity", "max-value", f"At most {MOST_ON_HAND:,} units of a product.")
