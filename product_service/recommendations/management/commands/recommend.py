from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from product_service.recommendations import services
from product_service.recommendations.selectors import MOST
from servicekit import clock


class Command(BaseCommand):
    help = "Find anew what is bought and looked at together. The worker does so every now and then."

    def handle(self, *_args: Any, **_options: Any) -> None:
        # Loads numpy and scipy, which nobody needs who only wants to know what commands there are.
        from product_service.recommendations.computing import together  # noqa: PLC0415 - as said above

        run = services.recommend(lambda pairs: together(pairs, most=MOST))
        if run is None:
            self.stdout.write("product_service: somebody else is at it")
            return
        seconds = (clock.now() - run.started_at).total_seconds()
        self.stdout.write(
            f"product_service: {run.neighbours} neighbours from {run.baskets} baskets and {run.visitors} visitors "
            f"in {seconds:.1f} s"
        )
