"""The one place from which this app tells the search of many products at once."""

from __future__ import annotations

from collections.abc import Collection

from product_service.search import engines
from product_service.search.models import Pending, Target
from servicekit.db import bulk


def products_changed(product_ids: Collection[int]) -> None:
    """Inside the transaction that changed them: a row each, however few. The worker puts them into the index.

    At once, as for a single product, it would be 20 ms of queries for a chunk of any size, with the chunk's locks held.
    """
    _wait(Target.EMBEDDED, product_ids)
    if engines.with_external():
        _wait(Target.EXTERNAL, product_ids)


def products_added(product_ids: Collection[int]) -> None:
    """Inside the transaction that made them, where nobody waits for it: they are found at once."""
    engines.embedded().put(product_ids)
    if engines.with_external():
        _wait(Target.EXTERNAL, product_ids)


def _wait(target: Target, product_ids: Collection[int]) -> None:
    bulk.insert(Pending, ("target", "product_id"), ((target.value, one) for one in product_ids))
