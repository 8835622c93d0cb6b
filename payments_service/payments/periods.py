"""Periods in whole days of UTC, both ends included."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any


def instants(column: str, asked: Mapping[str, Any]) -> dict[str, datetime]:
    """The filters on `column` for the days `from` and `to`, as far as they are asked for."""
    found = {}
    if "from" in asked:
        found[f"{column}__gte"] = _midnight(asked["from"])
    if "to" in asked and asked["to"] < date.max:
        found[f"{column}__lt"] = _midnight(asked["to"] + timedelta(days=1))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
