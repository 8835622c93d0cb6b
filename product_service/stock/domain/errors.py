"""Refusals of the stock: leaves of servicekit.errors.

InvalidState 409          OutOfStock · ProductUnavailable · StockBelowReserved · ReservationLimit
                          ReservationCommitted · ReservationReleased · ReservationExpired
PreconditionFailed 412    StockChanged
IdempotencyKeyReused 422  ReservationIdReused
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from servicekit.errors import FieldError, IdempotencyKeyReused, InvalidState, PreconditionFailed


@dataclass(frozen=True)
class Shortage:
    product_id: int
    requested: int
    available: int


class OutOfStock(InvalidState):
    """Names every line that is short and what is left; nothing was reserved."""

    code = "out-of-stock"
    title = "There is not enough left"

    def __init__(self, shortages: Sequence[Shortage]) -> None:
        super().__init__("Nothing was reserved.", lines=[asdict(shortage) for shortage in shortages])


class ProductUnavailable(InvalidState):
    code = "product-unavailable"
    title = "A product is not on sale"

    def __init__(self, product_ids: Iterable[int]) -> None:
        super().__init__("Nothing was reserved.", product_ids=sorted(product_ids))


class StockBelowReserved(InvalidState):
    code = "stock-below-reserved"
    title = "Units that are reserved cannot be taken away"

    def __init__(self, *, asked: int, reserved: int, pointer: str = "/stock") -> None:
        detail = f"{reserved} units are reserved for orders being paid; {asked} would not cover them."
        if asked < 0:
            detail = f"That is {-asked} more than there are on hand."
        super().__init__(detail, errors=[FieldError(pointer, "below-reserved", detail)], reserved=reserved)


class ReservationLimit(InvalidState):
    """With these units one customer would hold more at once than one may: hoarding, or a runaway client."""

    code = "reservation-limit"
    title = "This is more than one customer may hold at once"

    def __init__(self, *, most_units: int, most_reservations: int) -> None:
        super().__init__("Nothing was reserved.", most_units=most_units, most_reservations=most_reservations)


class StockChanged(PreconditionFailed):
    def __init__(self) -> None:
        super().__init__("The stock is no longer what you saw: read it again and repeat your change on that.")


class ReservationIdReused(IdempotencyKeyReused):
    def __init__(self) -> None:
        super().__init__("This reservation id holds other lines.")


class ReservationCommitted(InvalidState):
    code = "reservation-committed"
    title = "The reservation was committed: its units are sold"


class ReservationReleased(InvalidState):
    code = "reservation-released"
    title = "The reservation was released: its units went back on sale"


class ReservationExpired(InvalidState):
    code = "reservation-expired"
    title = "The reservation expired: its units went back on sale"
