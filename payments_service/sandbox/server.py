"""The provider's process: HTTP/1.1, one thread per connection, so a held line costs nobody else anything.

One process and no children: a kill -9 ends all of it, and the next start finds every answer it ever gave.
"""

from __future__ import annotations

import json
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import FrameType

from payments_service.sandbox import demo
from payments_service.sandbox.app import Answer, App, Hang, Request
from payments_service.sandbox.sender import Sender
from payments_service.sandbox.settings import SandboxSettings, read_or_exit
from payments_service.sandbox.store import Store

LARGEST_BODY = 64 * 1024


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, settings: SandboxSettings) -> None:
        # Set when the process is asked to stop, so that no pause outlives it.
        self.stopping = threading.Event()
        self.store = Store(settings.data)
        if settings.demo:
            demo.enter(self.store)
        self.app = App(
            store=self.store,
            api_key=settings.api_key,
            slow_seconds=settings.slow_seconds,
            hold_seconds=settings.hold_seconds,
            pause=self.pause,
        )
        super().__init__((settings.host, settings.port), Handler)
        if settings.webhook_url:
            self._tell(settings)

    def _tell(self, settings: SandboxSettings) -> None:
        sender = Sender(
            store=self.store,
            script=self.app.script,
            url=settings.webhook_url,
            secret=settings.webhook_secret,
            stopping=self.stopping,
        )
        sender.thread.start()

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hung up before the answer is ordinary here: callers have deadlines."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typeshed narrows the base's types

    def pause(self, seconds: float) -> None:
        self.stopping.wait(seconds)


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "sandbox"
    sys_version = ""
    # A silent client is let go; a kept-alive connection too.
    timeout = 60
    # Headers and body leave in one packet: Nagle's algorithm and delayed acknowledgement would cost 40 ms together.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        length = self._length()
        if length is None:
            self.close_connection = True
            self._send(Answer(413, {"error": {"code": "too_large", "message": "64 KiB at most, length declared."}}))
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            self._send(self.server.app.handle(Request(self.command, self.path, headers, self.rfile.read(length))))
        except Hang as hang:
            self.server.pause(hang.seconds)
            self.close_connection = True

    def _length(self) -> int | None:
        text = self.headers.get("Content-Length", "0")
        chunked = self.headers.get("Transfer-Encoding") is not None
        return int(text) if text.isascii() and text.isdigit() and not chunked and int(text) <= LARGEST_BODY else None

    def _send(self, answer: Answer) -> None:
        body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        headers = {"Content-Type": "application/json", "Content-Length": str(len(body)), **answer.headers}
        self.send_response(answer.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
        """One line of JSON per answer; keys and tokens travel in headers and bodies, which are not logged."""
        line = {"service": "sandbox", "event": "request", "method": self.command, "path": self.path.partition("?")[0]}
        print(json.dumps(line | {"status": str(args[1]) if len(args) > 1 else ""}), file=sys.stderr, flush=True)  # noqa: T201 - the log


def main() -> None:
    settings = read_or_exit()
    server = Server(settings)
    _stop_on_signals(server)
    host, port = server.server_address[:2]
    # The port is printed because 0 asks for any free one.
    print(json.dumps({"service": "sandbox", "event": "ready", "address": f"{host!s}:{port}"}), flush=True)  # noqa: T201 - the log
    with server:
        server.serve_forever(poll_interval=0.2)
    server.store.close()


def _stop_on_signals(server: Server) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        server.stopping.set()
        # shutdown() waits for serve_forever(), which runs in this very thread.
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
