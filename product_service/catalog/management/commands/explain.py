"""`explain "category=home&ordering=price"`: the statements of a list, how long each took, and by which indexes."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from product_service.catalog import browsing
from product_service.catalog.api import filters
from servicekit.auth.principal import Anonymous

WIDTH = 110


class Command(BaseCommand):
    help = "What the database does for a list of products."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", help='The query string of GET /api/products/: "category=home&ordering=price".')

    def handle(self, *_args: Any, query: str, **_options: Any) -> None:
        page = filters.asked(query, by=Anonymous())  # type: ignore[arg-type] # who asks for `mine` is refused
        browsing.products(page)  # statements are prepared, and pages of the database read, before anything is measured
        began = time.perf_counter()
        shown = browsing.products(page)
        took = (time.perf_counter() - began) * 1000
        with CaptureQueriesContext(connection) as asked:
            browsing.products(page)
        for one in asked.captured_queries:
            self.stdout.write(f"\n{' '.join(one['sql'].split())[:WIDTH]}")
            self._explain(one["sql"])
        told = f"{len(shown['results'])} of {shown['count']} ({shown['count_relation']})"
        self.stdout.write(f"\n{told}, {len(asked)} statements, {took:.2f} ms")

    def _explain(self, sql: str) -> None:
        how = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        with connection.cursor() as cursor:
            cursor.execute(f"{how} {sql}")
            for row in cursor.fetchall():
                self.stdout.write(f"    {row[-1]}"[:WIDTH])
