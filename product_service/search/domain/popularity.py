"""Where a product stands among those that match equally well: by units sold, coarsely, so that it rarely moves."""

from __future__ import annotations

# Levels of the index, the best sellers' first when searching. Each has about four times the products of the one above,
# so the levels that are looked into to find the first 1,000 hold at most four times more matches than are needed.
TOP_LEVEL = 7
# A level's products stand next to each other in the index, in the order of their ids.
ID_BITS = 40
IDS = (1 << ID_BITS) - 1
# 2^64 divided by the golden ratio: multiplied by it, ids that follow each other are scattered evenly (Knuth, 6.4).
SCATTER = 0x9E3779B97F4A7C15


def tier(units_sold: int) -> int:
    """The power of two that was sold: 0 for none, 1 for one, 2 up to three, 3 up to seven …"""
    return units_sold.bit_length()


def level(product_id: int, units_sold: int) -> int:
    """Two tiers are a level, and one product in four stands a level higher than it sold, one in 16 two, and so on.

    Without that draw the products of a shop that has sold nothing yet would all stand on one level, and a common word
    would be looked up among all of them.
    """
    return min(TOP_LEVEL, (tier(units_sold) + 1) // 2 + _drawn(product_id))


def position(product_id: int, units_sold: int) -> int:
    """The key in the index: ascending, the most popular first."""
    return (TOP_LEVEL - level(product_id, units_sold)) << ID_BITS | product_id


def product_at(position: int) -> int:
    return position & IDS


def level_at(position: int) -> int:
    return TOP_LEVEL - (position >> ID_BITS)


def _drawn(product_id: int) -> int:
    scattered = product_id * SCATTER & 0xFFFF_FFFF_FFFF_FFFF
    return (64 - scattered.bit_length()) // 2
