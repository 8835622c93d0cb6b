"""A cache is a hint: what is not in it, or cannot be reached in it, is made anew, and nothing else happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache

from servicekit import logs

T = TypeVar("T")

log = logs.get(__name__)


def remembered(key: str, *, seconds: int, make: Callable[[], T]) -> T:
    """What `make` answered within the last `seconds`. It must be JSON, and never None."""
    found: T | None = _hint(lambda: cache.get(key))
    if found is not None:
        return found
    made = make()
    _hint(lambda: cache.set(key, made, seconds))
    return made


def forget(key: str) -> None:
    _hint(lambda: cache.delete(key))


def _hint(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except Exception as error:  # noqa: BLE001 - whatever a cache's backend raises, the shop works without it
        log.warning("cache.unavailable", error=type(error).__name__)
        return None
