"""`python -m payments_service.tests.stripe_stand_in`: prints its address, then serves until it is ended.

Beside Stripe's paths: POST /stand-in/script {operation, outcome, recorded}, DELETE the same, POST /stand-in/refund (a
person at the dashboard), GET /stand-in/events (signed, as they are delivered), GET /stand-in/holds.
STRIPE_WEBHOOK_URL, when set, is delivered to as well.
"""

from __future__ import annotations

import json
import os
import queue
import threading
import time
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from payments_service.tests.stripe_stand_in.books import Books, Form, StripeSays, Thing
from payments_service.webhooks.domain import signature

API_KEY = os.environ.get("STRIPE_API_KEY", "sk_test_of_the_tests")
SECRET = os.environ.get("STRIPE_WEBHOOK_SECRET", "whsec_of_the_tests")
WEBHOOK_URL = os.environ.get("STRIPE_WEBHOOK_URL", "")
HOLD_SECONDS = 3.0


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.books = Books()
        # Idempotency-Key → what was asked, and what was answered.
        self.kept: dict[str, tuple[Any, int, Thing]] = {}
        self.script: list[dict[str, Any]] = []
        self.deliveries: queue.Queue[Thing] = queue.Queue()

    def step(self, operation: str) -> dict[str, Any] | None:
        with self.lock:
            found = next((step for step in self.script if step["operation"] == operation), None)
            if found is not None:
                self.script.remove(found)
            return found


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 60
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve("")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())

    def do_DELETE(self) -> None:
        self._serve("")

    def _serve(self, body: str) -> None:
        url = urlsplit(self.path)
        if url.path.startswith("/stand-in/"):
            self._answer(200, self._aside(url.path, body))
            return
        if self.headers.get("Authorization") != f"Bearer {API_KEY}":
            self._answer(401, {"error": {"type": "invalid_request_error", "message": "Invalid API Key provided"}})
            return
        form = dict(parse_qsl(body or url.query, keep_blank_values=True))
        # What is kept under a key is answered whatever the script says.
        kept = self.command == "POST" and self.headers.get("Idempotency-Key") in self.server.kept
        step = None if kept else self.server.step(operation_of(self.command, url.path))
        if step is None or step["outcome"] == "error":
            self._answer(*self._keyed(url.path, form, step))
        else:
            self._trouble(step, url.path, form)

    def _trouble(self, step: dict[str, Any], path: str, form: Form) -> None:
        if step.get("recorded"):
            self._keyed(path, form, None)
        match step["outcome"]:
            case "hang":
                time.sleep(HOLD_SECONDS)
                self.close_connection = True
            case "html":
                self._send(200, b"<html>It works!</html>", {"Content-Type": "text/html"})
            case "huge":
                self._send(200, b'{"padding": "' + b"x" * 10_000_000 + b'"}', {})
            case "redirect":
                self._send(302, b"{}", {"Location": "/v1/payment_intents"})
            case "busy":
                self._answer(429, {"error": {"type": "invalid_request_error", "code": "rate_limit"}})

    def _keyed(self, path: str, form: Form, step: dict[str, Any] | None) -> tuple[int, Thing, dict[str, str]]:
        """The first answer under a key is the answer for ever, a 500 included; other content under it is refused."""
        key = self.headers.get("Idempotency-Key") if self.command == "POST" else None
        asked = (path, tuple(sorted(form.items())))
        with self.server.lock:
            if key is not None and key in self.server.kept:
                earlier, status, body = self.server.kept[key]
                if earlier != asked:
                    said = "Keys for idempotent requests can only be used with the same parameters."
                    return 400, {"error": {"type": "idempotency_error", "message": said}}, {}
                return status, body, {"Idempotent-Replayed": "true"}
            status, body = self._done(path, form, step)
            if key is not None:
                self.server.kept[key] = (asked, status, json.loads(json.dumps(body)))
            return status, body, {}

    def _done(self, path: str, form: Form, step: dict[str, Any] | None) -> tuple[int, Thing]:
        told = len(self.server.books.events)
        broken = {"error": {"type": "api_error", "message": "An unknown error occurred"}}
        if step is not None and not step.get("recorded"):
            return 500, broken
        try:
            status, body = 200, self._effect(path, form)
        except StripeSays as refusal:
            status, body = refusal.status, refusal.body
        for event in self.server.books.events[told:]:
            self.server.deliveries.put(event)
        return (500, broken) if step is not None else (status, body)

    def _effect(self, path: str, form: Form) -> Thing:
        books = self.server.books
        known: dict[tuple[str, ...], Callable[..., Thing]] = {
            ("POST", "payment_intents", ""): lambda _: books.create(form),
            ("GET", "payment_intents", ""): books.intent,
            ("POST", "payment_intents", "capture"): lambda intent_id: books.capture(intent_id, form),
            ("POST", "payment_intents", "cancel"): books.cancel,
            ("POST", "refunds", ""): lambda _: books.refund(form),
            ("GET", "refunds", ""): lambda _: listed(books.refunds_of(form["payment_intent"])),
            ("GET", "charges", ""): lambda _: listed(books.charges_of(form["transfer_group"])),
        }
        _, noun, name, action, *_ = [*path.strip("/").split("/"), "", "", ""]
        if (self.command, noun, action) not in known:
            raise StripeSays(404, "invalid_request_error", "Unrecognized request URL")
        return known[self.command, noun, action](name)

    def _aside(self, path: str, body: str) -> Thing:
        books, given = self.server.books, json.loads(body or "{}")
        with self.server.lock:
            match path, self.command:
                case "/stand-in/script", "POST":
                    self.server.script += [given] * given.get("times", 1)
                case "/stand-in/script", "DELETE":
                    self.server.script.clear()
                case "/stand-in/refund", "POST":
                    return books.refund({name: str(value) for name, value in given.items()})
            return {"events": [signed(event) for event in books.events], "intents": list(books.intents.values())}

    def _answer(self, status: int, body: Thing, headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body)), "Request-Id": "req_1"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
        """Silent."""


def operation_of(method: str, path: str) -> str:
    if method == "GET":
        return "read"
    last = path.rstrip("/").rpartition("/")[2]
    return {"payment_intents": "authorize", "refunds": "refund", "cancel": "void"}.get(last, last)


def listed(things: list[Thing]) -> Thing:
    return {"object": "list", "data": things[:100], "has_more": False, "url": "/"}


def signed(event: Thing) -> Thing:
    body = json.dumps(event)
    return {"body": body, "signature": signature.sign(body.encode(), secret=SECRET, at=int(time.time()))}


def deliver(server: Server) -> None:
    """To STRIPE_WEBHOOK_URL, each until it is taken."""
    while True:
        delivery = signed(server.deliveries.get())
        headers = {"Content-Type": "application/json", "Stripe-Signature": delivery["signature"]}
        request = urllib.request.Request(WEBHOOK_URL, delivery["body"].encode(), headers)  # noqa: S310 - the tests' own
        try:
            urllib.request.urlopen(request, timeout=5).close()  # noqa: S310 - the tests' own
        except OSError:
            time.sleep(0.2)
            server.deliveries.put(json.loads(delivery["body"]))


def main() -> None:
    server = Server()
    if WEBHOOK_URL:
        threading.Thread(target=deliver, args=(server,), daemon=True).start()
    print(json.dumps({"address": f"127.0.0.1:{server.server_address[1]}"}), flush=True)  # noqa: T201 - who started it reads this
    server.serve_forever(poll_interval=0.2)


if __name__ == "__main__":
    main()
