from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from product_service.reviews.ports import NoAnswer
from servicekit.errors import ServiceError


@contextmanager
def no_answer() -> Iterator[None]:
    """Down, slow or refusing: to a review they are the same, and none of them is a reason not to take it."""
    try:
        yield
    except ServiceError as error:
        raise NoAnswer(f"{error.code}: {error.detail}"[:200]) from error
