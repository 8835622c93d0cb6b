"""Sends events to the shop, signed, until each was answered with 2xx: at least once, in no order to rely on."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from payments_service.sandbox import events
from payments_service.sandbox.events import Pending
from payments_service.sandbox.script import Script, Step
from payments_service.sandbox.store import Store

ANSWER_SECONDS = 5.0
LONGEST_WAIT = 5.0
COPIES = 10
OK = range(200, 300)

Change = Callable[[sqlite3.Connection], None]


class Sender:
    """One thread. A shop that does not answer is waited for; it is the shop's loss."""

    def __init__(self, *, store: Store, script: Script, url: str, secret: str, stopping: threading.Event) -> None:
        self._store = store
        self._script = script
        self._url = urlsplit(url)
        self._secret = secret
        self._stopping = stopping
        self._line: http.client.HTTPConnection | None = None
        self.thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._store.news.clear()
            if not self.round():
                self._store.news.wait(self._pause())

    def round(self) -> int:
        """How many were due. What became of them is one commit: whoever dies before it sends some of them again."""
        with self._store.transaction() as db:
            waiting = events.due(db, time.time())
        ended = [self._one(pending) for pending in waiting if not self._stopping.is_set()]
        if ended:
            with self._store.transaction() as db:
                for change in ended:
                    change(db)
        return len(waiting)

    def _pause(self) -> float:
        with self._store.transaction() as db:
            soonest = events.next_due(db)
        return LONGEST_WAIT if soonest is None else max(0.0, min(LONGEST_WAIT, soonest - time.time()))

    def _one(self, pending: Pending) -> Change:
        step = None if pending.scripted else self._script.take("webhook")
        if step is not None and step.outcome in {"delay", "shuffle"}:
            return lambda db: events.postponed(db, pending.id, _seconds(step))
        if (step is not None and step.outcome == "drop") or self._sent(pending, step):
            return lambda db: events.delivered(db, pending.id)
        return lambda db: events.failed(db, pending)

    def _sent(self, pending: Pending, step: Step | None) -> bool:
        copies = COPIES if step is not None and step.outcome == "duplicate" else 1
        return all([self._post(pending.body) in OK for _ in range(copies)])  # noqa: C419 - all copies, whatever one meets

    def _post(self, body: bytes) -> int:
        """The status; 0 when there was none."""
        headers = {"Content-Type": "application/json", "Sandbox-Signature": signed(body, self._secret)}
        try:
            line = self._line or self._connect()
            line.request("POST", self._url.path or "/", body=body, headers=headers)
            answer = line.getresponse()
            answer.read(65536)
        except (OSError, http.client.HTTPException):
            self._hang_up()
            return 0
        if answer.will_close or not answer.isclosed():
            self._hang_up()
        return answer.status

    def _connect(self) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if self._url.scheme == "https" else http.client.HTTPConnection
        self._line = kind(self._url.hostname or "", self._url.port, timeout=ANSWER_SECONDS)
        return self._line

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None


def signed(body: bytes, secret: str) -> str:
    """Stripe's scheme, which every library for it can check."""
    stamp = str(int(time.time()))
    mac = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256)
    return f"t={stamp},v1={mac.hexdigest()}"


def _seconds(step: Step) -> float:
    return step.seconds if step.outcome == "delay" else step.seconds * secrets.randbelow(1000) / 1000
