"""The ASGI application: `/ws/` for browsers, and `/livez`, `/readyz`, `/metrics` for the inside."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Protocol

from live import metrics
from live.conversation import Conversation, Receive, Send
from live.hub import MOST, Hub
from servicekit import exposition
from servicekit.auth.tokens import TokenVerifier

Scope = Mapping[str, Any]


class Hears(Protocol):
    """Where events come from: live.feed, or a test."""

    async def run(self, stop: asyncio.Event) -> None: ...


class Live:
    def __init__(self, public_origin: str, hub: Hub, verifier: TokenVerifier, feed: Hears) -> None:
        self._public_origin, self._hub, self._verifier, self._feed = public_origin, hub, verifier, feed
        self._checks = ThreadPoolExecutor(max_workers=4, thread_name_prefix="token")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kinds = {"lifespan": self._lifespan, "http": self._http, "websocket": self._websocket}
        await kinds[scope["type"]](scope, receive, send)

    async def _lifespan(self, _scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        stop = asyncio.Event()
        hearing = asyncio.create_task(self._feed.run(stop))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        stop.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(hearing, 3)
        self._checks.shutdown(wait=False, cancel_futures=True)
        await send({"type": "lifespan.shutdown.complete"})

    async def _http(self, scope: Scope, _receive: Receive, send: Send) -> None:
        path, kind, status = scope["path"], "application/json", 200
        if path == "/livez":
            body = b'{"status":"alive"}'
        elif path == "/readyz":  # without the broker, too: pages are told that they have to ask by themselves
            body = json.dumps({"status": "ready", "broker": self._hub.online, "clients": len(self._hub)}).encode()
        elif path == "/metrics":
            kind, body = exposition.page()
        else:
            kind, status = "application/problem+json", 404
            body = json.dumps({"type": "/problems/not-found", "title": "Nothing here", "status": status}).encode()
        await send(_head("http.response.start", status, kind, len(body)))
        await send({"type": "http.response.body", "body": body})

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if scope["path"] not in {"/ws", "/ws/"}:
            await _refuse(send, 404, "not-found")
            return
        if not self._welcome_from(headers):
            metrics.REFUSED.labels("origin").inc()
            await _refuse(send, 403, "forbidden")
            return
        if self._hub.connected >= MOST:
            metrics.REFUSED.labels("full").inc()
            await _refuse(send, 503, "too-busy")
            return
        self._hub.connected += 1
        try:
            await send({"type": "websocket.accept"})
            await Conversation(self._hub, self._verifier, self._checks, receive, send).run()
        finally:
            self._hub.connected -= 1

    def _welcome_from(self, headers: Mapping[str, str]) -> bool:
        """Browsers always say which page asks. Ours, or one of the host that was asked, which the gateway has checked.

        Who sends no Origin is no browser, and nobody can lend it somebody's token: those are sent, never attached.
        """
        origin = headers.get("origin", "").lower()
        own = f"{headers.get('x-forwarded-proto', 'http')}://{headers.get('host', '')}".lower()
        return origin in {"", self._public_origin, own}


async def _refuse(send: Send, status: int, slug: str) -> None:
    body = json.dumps({"type": f"/problems/{slug}", "title": "Refused", "status": status}).encode()
    await send(_head("websocket.http.response.start", status, "application/problem+json", len(body)))
    await send({"type": "websocket.http.response.body", "body": body})


def _head(kind: str, status: int, media: str, length: int) -> dict[str, Any]:
    headers = [(b"content-type", media.encode()), (b"content-length", str(length).encode())]
    return {"type": kind, "status": status, "headers": headers}
