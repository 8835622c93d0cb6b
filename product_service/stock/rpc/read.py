"""Requests as the use cases want them. ValidationFailed names the field that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from product_service.stock.domain.lines import Line, id_mistake, quantity_mistake
from servicekit.errors import FieldError, ValidationFailed
from servicekit.ids import is_uuid

MOST_PRODUCTS = 100


def reservation_id(text: str) -> UUID:
    if not is_uuid(text):
        raise ValidationFailed(errors=[FieldError("/reservation_id", "invalid", "A UUID in its canonical form.")])
    return UUID(text)


def product_id(number: int) -> int:
    _refuse(id_mistake(number, "/product_id"))
    return number


def product_ids(numbers: Sequence[int]) -> list[int]:
    """Each once, in the order asked."""
    if len(numbers) > MOST_PRODUCTS:
        raise ValidationFailed(errors=[FieldError("/product_ids", "max-items", f"At most {MOST_PRODUCTS} at a time.")])
    _refuse(mistake for index, number in enumerate(numbers) for mistake in id_mistake(number, f"/product_ids/{index}"))
    return list(dict.fromkeys(numbers))


def line(product_id: int, quantity: int) -> Line:
    _refuse([*id_mistake(product_id, "/product_id"), *quantity_mistake(quantity, "/quantity")])
    return Line(product_id, quantity)


def _refuse(mistakes: Iterable[FieldError]) -> None:
    found = list(mistakes)
    if found:
        raise ValidationFailed(errors=found)
