"""What a price may be."""

from __future__ import annotations

from servicekit.errors import FieldError, ValidationFailed
from servicekit.money import Money

HIGHEST = 10**10  # minor units; a hundred million euros is a typing mistake


def priced(amount: str, currency: str) -> Money:
    """The price somebody typed. ValidationFailed unless the currency can hold it exactly and it is worth charging."""
    try:
        price = Money.parse(amount, currency)
    except ValueError as error:
        raise _refused("invalid", sentence(error)) from None
    if not 0 < price.minor_units <= HIGHEST:
        raise _refused("out-of-range", f"More than zero, at most {Money(HIGHEST, currency).decimal()}.")
    return price


def sentence(error: ValueError) -> str:
    """What Money says is wrong, as a sentence: only its first letter changes, EUR stays EUR."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."


def _refused(code: str, detail: str) -> ValidationFailed:
    return ValidationFailed(errors=[FieldError("/price", code, detail)])
