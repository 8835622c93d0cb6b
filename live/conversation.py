"""One client, from its first message to the close: sign in, listen, renew, subscribe."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from typing import Any

from live import metrics
from live.hub import Client, Hub, TooMany
from live.messages import OVERSEERS, STALE, TOPICS, said
from servicekit import clock, logs
from servicekit.auth.principal import Principal
from servicekit.auth.tokens import TokenVerifier
from servicekit.errors import ServiceError

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

# 4000 to 4999 are ours to give a meaning (RFC 6455, 7.4.2); the last digits follow HTTP.
BAD_MESSAGE, SESSION_OVER, TOO_SLOW, TOO_MANY = 4400, 4401, 4408, 4429
FIRST_WORD = 5.0  # seconds for a client to say who it is
STALLED = 30.0  # seconds for one message to leave; whoever takes longer is gone
# A client says a few words a quarter of an hour; what is not worth a signature check is not worth a place either.
WORDS, WORDS_SECONDS = 20, 10.0

log = logs.get(__name__)


class Closed(Exception):
    """The client has gone by itself."""


class Refused(Exception):
    """We close, with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Conversation:
    def __init__(self, hub: Hub, verifier: TokenVerifier, checks: Executor, receive: Receive, send: Send) -> None:
        self._hub, self._verifier, self._checks = hub, verifier, checks
        self._receive, self._send = receive, send
        self._expiry: asyncio.TimerHandle | None = None
        self._heard: list[float] = []

    async def run(self) -> None:
        """Until somebody closes. The handshake is over already."""
        try:
            client = Client(await self._introduced())
            self._hub.join(client)
        except Closed:
            return
        except Refused as refusal:
            await self._close(refusal.code)
            return
        except TooMany:
            await self._close(TOO_MANY)
            return
        try:
            await self._talk(client)
        finally:
            self._hub.leave(client)
            self._cancel_expiry()

    async def _introduced(self) -> Principal:
        try:
            async with asyncio.timeout(FIRST_WORD):
                word = await self._word()
                if word.get("type") != "auth":
                    raise Refused(BAD_MESSAGE)
                return await self._principal(word)
        except TimeoutError:
            raise Refused(TOO_SLOW) from None

    async def _talk(self, client: Client) -> None:
        self._welcome(client)
        tasks = [asyncio.ensure_future(part) for part in (self._tell(client), self._listen(client), client.over)]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        code = next((code for code in map(_verdict, done) if code), 0)
        if code:
            await self._close(code)

    def _welcome(self, client: Client) -> None:
        """Also the answer to a renewed token: from here on the connection lives as long as this one."""
        principal = client.principal
        client.tell(said("hello", user_id=principal.id, expires_at=principal.expires_at.isoformat()))
        if not self._hub.online:
            client.tell(STALE)
        self._cancel_expiry()
        left = max(0.0, (principal.expires_at - clock.now()).total_seconds())
        self._expiry = asyncio.get_running_loop().call_later(left, client.end, SESSION_OVER)
        if principal.session_id in self._hub.ended:  # it ended while its token was being verified
            client.end(SESSION_OVER)

    def _cancel_expiry(self) -> None:
        if self._expiry:
            self._expiry.cancel()

    async def _tell(self, client: Client) -> None:
        while True:
            text = await client.next()
            async with asyncio.timeout(STALLED):
                await self._send({"type": "websocket.send", "text": text})

    async def _listen(self, client: Client) -> None:
        while True:
            word = await self._word()
            if word.get("type") == "auth":
                await self._renew(client, word)
            elif word.get("type") == "subscribe":
                self._subscribe(client, word)
            else:
                raise Refused(BAD_MESSAGE)

    async def _renew(self, client: Client, word: Mapping[str, Any]) -> None:
        principal = await self._principal(word)
        if principal.id != client.principal.id:
            raise Refused(SESSION_OVER)  # somebody else: their page begins anew
        client.principal = principal
        self._welcome(client)

    @staticmethod
    def _subscribe(client: Client, word: Mapping[str, Any]) -> None:
        topics = word.get("topics")
        if not isinstance(topics, list) or not all(isinstance(one, str) for one in topics) or set(topics) - TOPICS:
            raise Refused(BAD_MESSAGE)
        allowed = client.principal.role in OVERSEERS
        client.topics = frozenset(topics) if allowed else frozenset()
        client.tell(said("subscribed", topics=sorted(client.topics)))

    async def _principal(self, word: Mapping[str, Any]) -> Principal:
        """In a thread: a key id nobody knows may be asked about at the issuer, which takes up to two seconds."""
        token = word.get("token")
        if not isinstance(token, str):
            raise Refused(BAD_MESSAGE)
        loop = asyncio.get_running_loop()
        try:
            principal = await loop.run_in_executor(self._checks, self._verifier.verify, token)
        except ServiceError as refusal:
            log.info("live.refused", reason=refusal.code)
            raise Refused(SESSION_OVER) from None
        if principal.session_id in self._hub.ended:
            log.info("live.refused", reason="token-revoked")
            raise Refused(SESSION_OVER)
        return principal

    async def _word(self) -> Mapping[str, Any]:
        received = await self._receive()
        if received["type"] == "websocket.disconnect":
            raise Closed
        self._count()
        try:
            word = json.loads(received.get("text") or "")
        except (ValueError, RecursionError):
            raise Refused(BAD_MESSAGE) from None
        if not isinstance(word, dict):
            raise Refused(BAD_MESSAGE)
        return word

    def _count(self) -> None:
        now = asyncio.get_running_loop().time()
        self._heard = [at for at in self._heard if now - at < WORDS_SECONDS] + [now]
        if len(self._heard) > WORDS:
            raise Refused(TOO_MANY)

    async def _close(self, code: int) -> None:
        metrics.CLOSED.labels(str(code)).inc()
        try:
            async with asyncio.timeout(STALLED):
                await self._send({"type": "websocket.close", "code": code})
        except (TimeoutError, OSError):
            return


def _verdict(task: asyncio.Future[Any]) -> int:
    """With which code to close; 0: the client is gone already."""
    error = task.exception()
    if isinstance(error, Refused):
        return error.code
    if error is None:
        return int(task.result() or 0)
    if not isinstance(error, Closed | TimeoutError | OSError):
        log.error("live.conversation_broke", exc_info=error)
    return 0
