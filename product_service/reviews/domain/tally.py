"""How the stars of a product add up."""

from __future__ import annotations

STARS = (1, 2, 3, 4, 5)


def hundredths(count: int, total: int) -> int:
    """The average in hundredths of a star, half up; 0 without reviews. What lists compare and sort by."""
    return (200 * total + count) // (2 * count) if count else 0


def average(count: int, total: int) -> str | None:
    """As shoppers read it: "4.3"; None without reviews. Of the hundredths, as lists show it, not of the stars anew."""
    tenths = (hundredths(count, total) + 5) // 10
    return f"{tenths // 10}.{tenths % 10}" if count else None
