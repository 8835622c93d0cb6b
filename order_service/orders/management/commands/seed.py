from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from order_service.orders import seeds


class Command(BaseCommand):
    help = "Thirty demo orders in all statuses, with fixed ids. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        made, there = seeds.seed()
        self.stdout.write(f"order_service: {made} demo orders made, {there} in all")
