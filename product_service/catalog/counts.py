"""How many products are on sale in each category, without ever counting them.

Whoever changes that writes down by how much, in the same transaction: a row of its own, so nobody waits for anybody.
What a category holds is what was counted before and what has been written down since; the worker adds the two up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from product_service.catalog import locks
from product_service.catalog.models import Category, CategoryMove, Product

FOLD = 5_000  # rows a run


def products_moved(changes: Mapping[str, int]) -> None:
    """Part of the caller's transaction: by how much the products on sale in each category have become more."""
    CategoryMove.objects.bulk_create(
        CategoryMove(category_id=slug, products=products) for slug, products in sorted(changes.items()) if products
    )


@transaction.atomic(durable=True)
def counts_fold() -> int:
    """Add what was written down to what was counted; how many rows it were. Two workers do no harm."""
    if not CategoryMove.objects.exists():
        return 0
    locks.whole_tree()
    moves = list(CategoryMove.objects.order_by("id")[:FOLD])
    changes: Counter[str] = Counter()
    for move in moves:
        changes[move.category_id] += move.products
    CategoryMove.objects.filter(pk__in=[move.pk for move in moves]).delete()
    for slug, products in changes.items():
        Category.objects.filter(pk=slug).update(counted=F("counted") + products)
    return len(moves)


@transaction.atomic
def counts_make() -> None:
    """Count everything, once, after products were written past the use cases: demo data, a restored copy."""
    locks.whole_tree()
    # One statement sees one state: what others commit meanwhile is neither counted nor written down in it.
    Category.objects.update(counted=Coalesce(_on_sale(), 0) - Coalesce(_written_down(), 0))


def _on_sale() -> Subquery:
    inside = Product.objects.filter(Q(active=True), category=OuterRef("pk")).order_by().values("category")
    return Subquery(inside.annotate(products=Count("pk")).values("products"))


def _written_down() -> Subquery:
    inside = CategoryMove.objects.filter(category=OuterRef("pk")).order_by().values("category")
    return Subquery(inside.annotate(total=Sum("products")).values("total"))
