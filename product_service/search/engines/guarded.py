"""The external engine while it answers, the embedded one while it does not. Nobody waits for it twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from product_service.search.engines.embedded import EmbeddedEngine
from product_service.search.engines.external.client import EngineAway, EngineRefused
from product_service.search.engines.external.engine import ExternalEngine
from product_service.search.ports import Engine, Found, Query, Suggestions
from servicekit import logs, metrics

log = logs.get(__name__)
T = TypeVar("T")


class GuardedEngine:
    """Both indexes are kept, so that whoever searches during an outage sees the same products."""

    def __init__(self, external: ExternalEngine, embedded: EmbeddedEngine) -> None:
        self._external = external
        self._embedded = embedded

    def find(self, query: Query) -> Found:
        return self._answered(lambda engine: engine.find(query))

    def suggest(self, text: str, *, limit: int) -> Suggestions:
        return self._answered(lambda engine: engine.suggest(text, limit=limit))

    def _answered(self, ask: Callable[[Engine], T]) -> T:
        try:
            answer = ask(self._external)
        except (EngineAway, EngineRefused) as reason:
            metrics.SEARCHES_INSTEAD.inc()
            # The breaker says aloud when it opens; with every search it would only be repeated.
            log.debug("search.answered_by_the_embedded_engine", reason=str(reason))
            return ask(self._embedded)
        return answer
