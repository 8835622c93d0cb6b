"""The engine that this process asks."""

from __future__ import annotations

from functools import cache

from django.db import connection

from product_service.search.engines.embedded import EmbeddedEngine
from product_service.search.ports import Engine


@cache
def embedded() -> EmbeddedEngine:
    if connection.vendor == "postgresql":
        from product_service.search.engines.postgresql import FullText  # noqa: PLC0415 - one database, one of the two

        return EmbeddedEngine(FullText())
    from product_service.search.engines.sqlite import Fts5  # noqa: PLC0415 - the same

    return EmbeddedEngine(Fts5())


def engine() -> Engine:
    return embedded()
