"""The one place from which this app tells the search of many products at once."""

from __future__ import annotations

from collections.abc import Sequence

from product_service.search import services


def products_changed(product_ids: Sequence[int]) -> None:
    """Inside the transaction that changed them."""
    services.products_changed(product_ids)
