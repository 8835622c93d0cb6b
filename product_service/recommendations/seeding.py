"""The baskets of the demo orders, so that pages have something beside their product from the first minute."""

from __future__ import annotations

from django.db import transaction

from product_service.catalog.seed.load import RETURNED_TO_SHELF, records, seed_id
from product_service.recommendations import services
from product_service.recommendations.models import BasketLine


@transaction.atomic(durable=True)
def load() -> int:
    """How many lines of baskets were added; none the second time."""
    before = BasketLine.objects.count()
    for order in records("orders"):
        if order["status"] != RETURNED_TO_SHELF:
            basket = seed_id(f"order-{order['n']}")
            services.basket_keep(basket=basket, product_ids=[line["product_id"] for line in order["lines"]])
    return BasketLine.objects.count() - before
