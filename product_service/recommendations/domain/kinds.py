from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Why one product is shown beside another."""

    BOUGHT = "bought_together"
    VIEWED = "viewed_also"
