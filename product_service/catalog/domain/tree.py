"""How categories stand above and below each other."""

from __future__ import annotations

from typing import Protocol

# Categories above one: five levels are as many as a shopper finds a way through.
DEEPEST = 4


class Placed(Protocol):
    path: str
    depth: int


def place(slug: str, *, below: Placed | None) -> tuple[str, int]:
    """Path and depth of a category below another, or at the top."""
    return (f"{below.path}{slug}/", below.depth + 1) if below else (f"{slug}/", 0)
