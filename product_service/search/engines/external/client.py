"""What is sent to the engine and how long it may take. Prevents the search that hangs because the engine does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

import httpx
import pybreaker
from django.conf import settings

from servicekit import context, tracing
from servicekit.errors import JsonValue
from servicekit.grpc.breaker import ConcurrentBreaker, Limits, Verdict
from servicekit.grpc.client.breaker import Changes

# A search that takes longer is answered by the embedded engine, which needs 1 to 5 ms.
ASK_SECONDS = 0.5
# A chunk of 500 products, which nobody waits for.
WRITE_SECONDS = 10.0
# Kept from the caller's time for the embedded engine.
SPARE_SECONDS = 0.1
LIMITS = Limits(consecutive=3, reset_seconds=5.0)
TOO_MUCH = 429


class EngineAway(Exception):
    """It cannot be reached, does not answer in time, or says that it cannot now."""


class EngineRefused(Exception):
    """It understood, and will not. `kind` is its own word: index_not_found_exception."""

    def __init__(self, status: int, kind: str) -> None:
        super().__init__(f"{status} {kind}")
        self.status, self.kind = status, kind


class Client:
    def __init__(self, url: str, api_key: str = "", *, transport: httpx.BaseTransport | None = None) -> None:
        headers = {"Authorization": f"ApiKey {api_key}"} if api_key else {}
        self._http = httpx.Client(base_url=url, headers=headers, transport=transport, follow_redirects=False)
        self.breaker = ConcurrentBreaker("search", LIMITS)
        self.breaker.add_listener(Changes("search", "read"))

    def close(self) -> None:
        self._http.close()

    def ask(self, path: str, body: JsonValue) -> dict[str, Any]:
        """A question somebody waits for. EngineAway at once while the breaker is open."""
        left = context.remaining()
        seconds = ASK_SECONDS if left is None else min(ASK_SECONDS, left - SPARE_SECONDS)
        if seconds <= 0:
            raise EngineAway("no time left to ask")
        try:
            with self.breaker.calling(_judged):
                return self._sent("POST", path, seconds, json=body)
        except pybreaker.CircuitBreakerError:
            raise EngineAway("it has failed too often") from None

    def tell(self, method: str, path: str, body: JsonValue = None) -> dict[str, Any]:
        """An order. EngineAway, EngineRefused."""
        return self._sent(method, path, WRITE_SECONDS, **({} if body is None else {"json": body}))

    def bulk(self, lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """One outcome for each action, in their order. An action that fails does not stop the others."""
        content = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
        headers = {"Content-Type": "application/x-ndjson"}
        answer = self._sent("POST", "/_bulk", WRITE_SECONDS, content=content.encode(), headers=headers)
        return [next(iter(item.values())) for item in answer["items"]]

    def _sent(self, method: str, path: str, seconds: float, **content: Any) -> dict[str, Any]:
        with tracing.span(f"search {method}", kind="client"):
            try:
                answer = self._http.request(method, path, timeout=seconds, **content)
                body: dict[str, Any] = answer.json()
            except (httpx.HTTPError, ValueError) as error:
                raise EngineAway(type(error).__name__) from error
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR or answer.status_code == TOO_MUCH:
            raise EngineAway(str(answer.status_code))
        if answer.is_error:
            raise EngineRefused(answer.status_code, _kind(body))
        return body


def _kind(body: Mapping[str, Any]) -> str:
    error = body.get("error")
    return str(error.get("type", "")) if isinstance(error, dict) else str(error)


def _judged(error: BaseException) -> Verdict:
    """A refusal is an answer."""
    if isinstance(error, EngineRefused):
        return Verdict.SUCCESS
    return Verdict.FAILURE if isinstance(error, Exception) else Verdict.NEITHER


def named(index: str) -> str:
    return quote(index, safe="")


@cache
def client() -> Client:
    config = settings.SHOPMESH
    return Client(config.search_url, config.search_api_key.get_secret_value())
