"""After a category was renamed or moved its products are found by the new words, and under the new way down to it.

There may be a million of them, so this is the worker's: a few at a time, each time in a transaction of its own that
notes how far it came. Until then a search finds them by what they were called before.
"""

from __future__ import annotations

from django.db import transaction

from product_service.catalog import locks
from product_service.catalog.domain import words
from product_service.catalog.models import Category, Product
from product_service.search import services as search
from servicekit.db import bulk

CHUNK = 200  # products of a transaction: as many as the search takes in at once
AT_ONCE = 10  # transactions of a run


def products_reword() -> int:
    """How many products were looked at. Two workers do no harm: the second one finds the category held, and waits."""
    done = 0
    for _ in range(AT_ONCE):
        slug = Category.objects.filter(reword_above__isnull=False).values_list("slug", flat=True).first()
        if slug is None:
            break
        done += _reword(slug)
    return done


@transaction.atomic(durable=True)
def _reword(slug: str) -> int:
    category = locks.category_held(slug)
    if category is None or category.reword_above is None:
        return 0
    products = _next(category)
    bulk.update(Product, ("search_words",), [(product.pk, _words(product, category)) for product in products])
    search.products_changed([product.pk for product in products if product.active])
    category.reword_above = products[-1].pk if len(products) == CHUNK else None
    category.save(update_fields=["reword_above"])
    return len(products)


def _next(category: Category) -> list[Product]:
    """Held, so that nobody's new description is written over."""
    left = Product.objects.select_for_update(no_key=True).filter(category=category, pk__gt=category.reword_above)
    return list(left.only("sku", "name", "description", "active").order_by("pk")[:CHUNK])


def _words(product: Product, category: Category) -> str:
    return words.haystack(product.name, product.sku, category.name, product.description)
