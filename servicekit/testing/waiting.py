"""For what happens on another thread or in another process, soon."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def eventually(question: Callable[[], T], *, within: float = 10.0) -> T:
    """The first truthy answer. AssertionError, with the last answer, when there was none in time."""
    deadline = time.monotonic() + within
    while not (answer := question()):
        assert time.monotonic() < deadline, f"still {answer!r} after {within} s"
        time.sleep(0.02)  # between two looks
    return answer
