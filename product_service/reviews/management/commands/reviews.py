from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from product_service.reviews import recount


class Command(BaseCommand):
    help = "Recounts the stars of every product from its reviews. Fails when some do not add up."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["recount"])
        parser.add_argument("--repair", action="store_true", help="Sets right what is wrong.")

    def handle(self, *_args: Any, **options: Any) -> None:
        found = recount.recount()
        for drift in found:
            self.stdout.write(f"product {drift.product_id}: {_line(drift.kept)} kept, {_line(drift.counted)} counted")
        if found and not options["repair"]:
            raise CommandError(f"{len(found)} products do not add up")
        for drift in found:
            recount.checked(product_id=drift.product_id, repair=True)
        self.stdout.write(f"{len(found)} products set right" if found else "the stars of all products add up")


def _line(histogram: dict[int, int]) -> str:
    return " ".join(f"{rating}★×{count}" for rating, count in histogram.items())
