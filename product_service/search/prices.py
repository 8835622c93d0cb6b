"""The price as a condition on documents, where the index only knew its band."""

from __future__ import annotations

from product_service.search.ports import Filters


def price_condition(filters: Filters) -> tuple[str, list[str | int]]:
    """SQL that begins with AND, or nothing, and its parameters."""
    conditions: list[str] = []
    given: list[str | int] = []
    for limit, comparison in ((filters.min_price, ">="), (filters.max_price, "<=")):
        if limit is not None:
            conditions.append(f"AND document.currency = %s AND document.price_minor {comparison} %s")
            given += [limit.currency, limit.minor_units]
    return " ".join(conditions), given
