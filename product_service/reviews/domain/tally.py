"""How the stars of a product add up."""

from __future__ import annotations

STARS = (1, 2, 3, 4, 5)


def hundredths(count: int, total: int) -> int:
    """The average in hundredths of a star, half up; 0 without reviews. What lists compare and sort by."""
    return (200 * total + count) // (2 * count) if count else 0


def average(count: int, total: int) -> str | None:
    """As shoppers read it: "4.3", half up; None without reviews."""
    if not count:
        return None
    tenths = (20 * total + count) // (2 * count)
    return f"{tenths // 10}.{tenths % 10}"
