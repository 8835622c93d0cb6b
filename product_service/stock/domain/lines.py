"""What one reservation may ask for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from product_service.stock.domain.errors import Shortage
from servicekit.errors import FieldError, ValidationFailed

MOST_LINES = 100
MOST_UNITS = 1000  # of one product; more is a wholesale order, or an attempt to empty the shelf
HIGHEST_ID = 2**63 - 1


@dataclass(frozen=True, order=True)
class Line:
    product_id: int
    quantity: int


def checked(lines: Sequence[Line]) -> list[Line]:
    """The lines in the one order in which everybody locks stock. ValidationFailed names each bad one."""
    mistakes = list(_mistakes(lines))
    if mistakes:
        raise ValidationFailed(errors=mistakes)
    return sorted(lines)


def fingerprint(lines: Sequence[Line]) -> str:
    """Equal for equal requests, in whatever order the lines came."""
    text = ",".join(f"{line.product_id}:{line.quantity}" for line in sorted(lines))
    return hashlib.sha256(text.encode()).hexdigest()


def shortages(lines: Sequence[Line], available: Mapping[int, int]) -> list[Shortage]:
    return [
        Shortage(line.product_id, line.quantity, available.get(line.product_id, 0))
        for line in lines
        if line.quantity > available.get(line.product_id, 0)
    ]


def id_mistake(product_id: int, pointer: str) -> Iterator[FieldError]:
    if not 1 <= product_id <= HIGHEST_ID:
        yield FieldError(pointer, "out-of-range", "Product ids are positive.")


def quantity_mistake(quantity: int, pointer: str) -> Iterator[FieldError]:
    if not 1 <= quantity <= MOST_UNITS:
        yield FieldError(pointer, "out-of-range", f"A quantity is from 1 to {MOST_UNITS}.")


def _mistakes(lines: Sequence[Line]) -> Iterator[FieldError]:
    if not 1 <= len(lines) <= MOST_LINES:
        yield FieldError("/lines", "out-of-range", f"A reservation has 1 to {MOST_LINES} lines.")
        return
    seen: set[int] = set()
    for index, line in enumerate(lines):
        yield from id_mistake(line.product_id, f"/lines/{index}/product_id")
        yield from quantity_mistake(line.quantity, f"/lines/{index}/quantity")
        if line.product_id in seen:
            yield FieldError(f"/lines/{index}/product_id", "duplicate", "Each product stands in one line.")
        seen.add(line.product_id)
