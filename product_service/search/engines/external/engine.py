"""The external engine behind the port. It answers, or raises EngineAway or EngineRefused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from product_service.catalog.domain import words as text
from product_service.search import documents, vocabulary
from product_service.search.engines.external.client import Client, named
from product_service.search.engines.external.documents import question
from product_service.search.ports import MOST_FOUND, NO_FILTERS, NOTHING, Filters, Found, Query, Suggestions
from product_service.search.suggesting import suggested

LOOKED_AT = 60  # as in the embedded engine


@dataclass(frozen=True)
class Hits:
    ids: list[int]
    names: list[str]
    count: int
    more: bool


class ExternalEngine:
    def __init__(self, client: Client, alias: str) -> None:
        self._client = client
        self._alias = alias

    def find(self, query: Query) -> Found:
        asked = text.words(query.text)[: text.MOST_WORDS]
        if not asked:
            return NOTHING
        hits = self._hits(asked, query)
        if hits.count:
            return _found(hits, query)
        meant = vocabulary.meant(asked)
        hits = self._hits(meant, query) if meant != asked else hits
        return _found(hits, query, corrected=" ".join(meant)) if hits.count else NOTHING

    def suggest(self, typed: str, *, limit: int) -> Suggestions:
        asked = text.words(typed)[: text.MOST_WORDS]
        if not asked:
            return Suggestions()
        hits = self._asked(asked, NO_FILTERS, offset=0, limit=LOOKED_AT)
        if not hits.count:
            asked = vocabulary.meant(asked)
            hits = self._asked(asked, NO_FILTERS, offset=0, limit=LOOKED_AT)
        return Suggestions(suggested(asked, hits.names, limit=limit), hits.ids[:limit])

    def _hits(self, asked: Sequence[str], query: Query) -> Hits:
        if query.ordering is not None:  # the catalogue's orders are the database's
            return self._asked(asked, query.filters, offset=0, limit=MOST_FOUND)
        size = max(0, min(query.limit, MOST_FOUND - query.offset))
        return self._asked(asked, query.filters, offset=query.offset, limit=size)

    def _asked(self, asked: Sequence[str], filters: Filters, *, offset: int, limit: int) -> Hits:
        body = question(asked, filters, offset=offset, limit=limit)
        hits = self._client.ask(f"/{named(self._alias)}/_search", body)["hits"]
        return Hits(
            ids=[int(hit["_id"]) for hit in hits["hits"]],
            names=[hit["_source"]["name"] for hit in hits["hits"]],
            count=min(MOST_FOUND, hits["total"]["value"]),
            more=hits["total"]["relation"] != "eq" or hits["total"]["value"] >= MOST_FOUND,
        )


def _found(hits: Hits, query: Query, *, corrected: str | None = None) -> Found:
    ids = hits.ids
    if query.ordering is not None:
        ids = documents.in_order(ids, query.ordering, offset=query.offset, limit=query.limit)
    return Found(ids, hits.count, "at_least" if hits.more else "exact", corrected)
