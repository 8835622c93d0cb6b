"""The one place from which this app tells the search of many products at once."""

from __future__ import annotations

from collections.abc import Sequence

from product_service.search.models import Pending, Target
from servicekit.db import bulk


def products_changed(product_ids: Sequence[int]) -> None:
    """Inside the transaction that changed them: a row each, however few. The worker puts them into the index.

    At once, as for a single product, it would be 20 ms of queries for a chunk of any size, with the chunk's locks held.
    """
    bulk.insert(Pending, ("target", "product_id"), ((Target.EMBEDDED.value, one) for one in product_ids))
