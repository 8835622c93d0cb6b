from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from product_service.catalog.seed.load import load


class Command(BaseCommand):
    help = "Demo categories, products, stock and the stock movements of the demo orders."

    def handle(self, *_args: Any, **_options: Any) -> None:
        added = load()
        self.stdout.write(
            "product_service: " + ", ".join(f"{count} {kind}" for kind, count in added.items()) + " added"
        )
