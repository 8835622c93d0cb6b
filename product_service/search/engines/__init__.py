"""The engine that this process asks."""

from __future__ import annotations

from functools import cache

from django.conf import settings
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


def with_external() -> bool:
    return bool(settings.SHOPMESH.search_engine == "external")


@cache
def engine() -> Engine:
    if not with_external():
        return embedded()
    from product_service.search.engines.external.client import client  # noqa: PLC0415 - httpx, where it is wanted
    from product_service.search.engines.external.engine import ExternalEngine  # noqa: PLC0415 - the same
    from product_service.search.engines.guarded import GuardedEngine  # noqa: PLC0415 - the same

    return GuardedEngine(ExternalEngine(client(), settings.SHOPMESH.search_index), embedded())
