from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from product_service.catalog.seed.load import load
from product_service.recommendations import seeding as baskets
from product_service.reviews.seed import load as reviews


class Command(BaseCommand):
    help = "Demo categories, products, stock, the stock movements of the demo orders, and reviews."

    def handle(self, *_args: Any, **_options: Any) -> None:
        added = load()
        added["lines of baskets"] = baskets.load()
        added["reviews"] = reviews.load()
        self.stdout.write(
            "product_service: " + ", ".join(f"{count} {kind}" for kind, count in added.items()) + " added"
        )
