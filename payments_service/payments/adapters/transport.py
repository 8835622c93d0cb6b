"""One call to somebody else's HTTP server, which may be slow, broken or hostile.

Nothing is followed, at most `LARGEST_ANSWER` is read, all of it inside the deadline of the work it is part of.
There is no retry here: guarded.py repeats what never left, processing.py decides what an unknown outcome leads to.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from payments_service.payments.ports import NothingHappened, NoTime, OutcomeUnknown, TookTooLong
from servicekit import context, tracing

# Shorter than patience.LEASE, so that a row being worked on is not taken over.
LONGEST_CALL = 4.0
LONGEST_CONNECT = 1.0
# Left of the deadline for recording the outcome.
RESERVE = 0.15
SHORTEST_CALL = 0.02
LARGEST_ANSWER = 64 * 1024

# The request never left this machine.
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class Transport:
    """`headers` are sent with every request: who we are."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        self._client = httpx.Client(
            base_url=url,
            # identity: a compressed answer could unpack to any size.
            headers={**headers, "Accept": "application/json", "Accept-Encoding": "identity"},
            follow_redirects=False,
            # Proxies and certificates from the environment are not ours to trust.
            trust_env=False,
            limits=httpx.Limits(max_connections=32, max_keepalive_connections=16, keepalive_expiry=30),
        )

    def close(self) -> None:
        self._client.close()

    def call(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Answer:
        """Raises NothingHappened when the request certainly did not leave, OutcomeUnknown when nobody can tell."""
        seconds = _budget()
        until = time.monotonic() + seconds
        request = self._client.build_request(
            method, path, params=query, content=content, headers=headers, timeout=_timeout(seconds)
        )
        # Our trace stays ours: nothing of it is sent along.
        with tracing.span(f"{method} payment provider", kind="client", **{"url.path": request.url.path}):
            answer = self._answer(request, until)
            tracing.annotate(**{"http.response.status_code": answer.status})
            return answer

    def _answer(self, request: httpx.Request, until: float) -> Answer:
        try:
            response = self._client.send(request, stream=True)
            try:
                return Answer(response.status_code, _read(response, until), response.headers)
            finally:
                response.close()
        except NEVER_SENT as error:
            raise NothingHappened(type(error).__name__) from error
        except httpx.TimeoutException as error:
            raise TookTooLong(type(error).__name__) from error
        except httpx.HTTPError as error:
            raise OutcomeUnknown(type(error).__name__) from error


def _budget() -> float:
    left = context.remaining()
    seconds = LONGEST_CALL if left is None else min(LONGEST_CALL, left - RESERVE)
    if seconds < SHORTEST_CALL:
        raise NoTime("no time left to ask")
    return seconds


def _timeout(seconds: float) -> httpx.Timeout:
    connect = min(seconds, LONGEST_CONNECT)
    return httpx.Timeout(seconds, connect=connect, pool=connect)


def _read(response: httpx.Response, until: float) -> bytes:
    body = b""
    # In pieces as they arrive: with a piece size, httpx would wait for a full piece and a dripping answer would go on.
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise OutcomeUnknown("the answer is too large")
        if time.monotonic() > until:
            raise TookTooLong("the answer takes too long")
    return body
