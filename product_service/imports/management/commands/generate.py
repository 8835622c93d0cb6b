from __future__ import annotations

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from product_service.catalog.models import Product
from product_service.imports.generator import run
from product_service.imports.generator.progress import Progress
from product_service.imports.generator.shelves import NoCategories

MOST = 100_000_000


def count(text: str) -> int:
    """`1000000`, `1_000_000` or `1,000,000`."""
    try:
        number = int(text.replace(",", "_"))
    except ValueError:
        number = 0
    if not 0 < number <= MOST:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST:,}")
    return number


class Command(BaseCommand):
    help = "Made-up products, until there are as many as wanted. Goes on where an earlier run was stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--products", type=count, required=True, help="how many there shall be")
        parser.add_argument("--seed", type=int, default=1, help="another seed makes other products")
        parser.add_argument("--alone", action="store_true", help="the shop is closed: faster on SQLite")
        parser.add_argument("--ratings", action="store_true", help="with reviews, made up as they are")

    def handle(self, *_args: Any, **given: Any) -> None:
        order = run.Order(given["products"], given["seed"], given["alone"], given["ratings"])
        begun = Product.objects.count()
        progress = Progress(sys.stdout, begun=begun, wanted=order.wanted)
        try:
            added = run.generate(order, tell=progress.at)
        except NoCategories:
            raise CommandError("The shop has no categories: load the demo data first (`seed`).") from None
        progress.over(begun + added)
        run.analyse()
