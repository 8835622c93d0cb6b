"""Keeping the index: called inside the transaction that changes a product."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection, transaction

from product_service.catalog.models import Product
from product_service.search import engines
from product_service.search.domain import popularity
from product_service.search.models import Document, Pending, Target
from servicekit.db import bulk

# So many are put into the embedded index at once, 0.1 to 0.2 ms each; of more the worker takes care.
AT_ONCE = 200
# In one transaction of the worker: 0.1 s, which nobody who checks out notices.
CHUNK = 500


def product_changed(product_id: int) -> None:
    products_changed([product_id])


def products_changed(product_ids: Collection[int]) -> None:
    """Whatever of them is searched or filtered by may have changed. Joins the caller's transaction.

    Up to AT_ONCE are found by the new facts as soon as the transaction is committed; of more, a row each waits for the
    worker. For the external engine a row each waits in any case.
    """
    if not product_ids:
        return
    if len(product_ids) <= AT_ONCE:
        engines.embedded().put(product_ids)
    else:
        _wait(Target.EMBEDDED, product_ids)
    if engines.with_external():
        _wait(Target.EXTERNAL, product_ids)


def popularity_changed(product_ids: Collection[int]) -> None:
    """Units were sold: those that reached another tier move. Most sales move nothing, for two queries."""
    sold = dict(Product.objects.filter(pk__in=product_ids, active=True).values_list("pk", "units_sold"))
    tiers = dict(Document.objects.filter(product_id__in=product_ids).values_list("product_id", "tier"))
    products_changed(
        [product_id for product_id, units in sold.items() if tiers.get(product_id) != popularity.tier(units)]
    )


def drain() -> int:
    """The products that waited longest, into the embedded index; how many. Two workers never take the same ones."""
    if not Pending.objects.filter(target=Target.EMBEDDED).exists():
        return 0  # without the write lock
    with transaction.atomic(durable=True):
        waiting = Pending.objects.filter(target=Target.EMBEDDED).order_by("id")[:CHUNK]
        rows = list(waiting.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked))
        engines.embedded().put(list({row.product_id for row in rows}))
        Pending.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _wait(target: Target, product_ids: Collection[int]) -> None:
    if len(product_ids) <= AT_ONCE:
        Pending.objects.bulk_create([Pending(target=target, product_id=product_id) for product_id in product_ids])
    else:
        bulk.insert(Pending, ("target", "product_id"), ((target.value, product_id) for product_id in product_ids))
