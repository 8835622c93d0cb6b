"""Answers of a provider, taken only when they are exactly what was expected."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, Field, ValidationError

from payments_service.payments.ports import OutcomeUnknown

Amount = Annotated[int, Field(ge=0, le=10**15)]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,120}$")]

T = TypeVar("T", bound=BaseModel)


def understood(kind: type[T], body: str | bytes) -> T:
    """Raises OutcomeUnknown for anything that is not exactly a `kind`."""
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        raise OutcomeUnknown(f"an answer that is no {kind.__name__}") from error
