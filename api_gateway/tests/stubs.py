"""Upstreams for the route test: plain HTTP servers that remember the requests they got, byte for byte."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tools.gateway import UPSTREAMS


@dataclass(frozen=True)
class Seen:
    service: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Server(ThreadingHTTPServer):
    request_queue_size = 256  # the standard library's 5 refuse connections on a busy machine


@dataclass
class Upstreams:
    """One stub per service, and everything they saw, in order."""

    seen: list[Seen] = field(default_factory=list)
    servers: dict[str, Server] = field(default_factory=dict)

    def start(self) -> None:
        for name in UPSTREAMS:
            self.servers[name] = Server(("127.0.0.1", 0), handler(name, self.seen))
            threading.Thread(target=self.servers[name].serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        for server in self.servers.values():
            server.shutdown()
            server.server_close()

    def address(self, name: str) -> str:
        return f"127.0.0.1:{self.servers[name].server_address[1]}"


def handler(service: str, seen: list[Seen]) -> type[BaseHTTPRequestHandler]:
    class Stub(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            headers = {name.lower(): value for name, value in self.headers.items()}
            seen.append(Seen(service, self.command, self.path, headers, body))
            SPECIAL.get(self.path.partition("?")[0], plain)(self, service)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer  # noqa: N815 - http.server names them so

        def log_message(self, *_: object) -> None:
            """Quiet: pytest's output is for pytest."""

    return Stub


def plain(request: BaseHTTPRequestHandler, service: str) -> None:
    respond(request, json.dumps({"service": service, "path": request.path}).encode())


def respond(request: BaseHTTPRequestHandler, payload: bytes, **headers: str) -> None:
    send(request, 200, payload, headers)


def send(request: BaseHTTPRequestHandler, code: int, payload: bytes, headers: dict[str, str]) -> None:
    request.send_response(code)
    request.send_header("Content-Type", "application/json")
    request.send_header("Content-Length", str(len(payload)))
    for name, value in headers.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(payload)


def drops(request: BaseHTTPRequestHandler, _service: str) -> None:
    """Read, then hang up: what a service does that is killed while it works."""
    request.close_connection = True
    request.connection.shutdown(socket.SHUT_RDWR)


def boasts(request: BaseHTTPRequestHandler, _service: str) -> None:
    respond(request, b"{}", X_Powered_By="stub 1.0", X_Accel_Redirect="/index.html", X_Request_Id="of-the-service")


def endless_header(request: BaseHTTPRequestHandler, _service: str) -> None:
    respond(request, b"{}", X_Long="x" * 64_000)


def busy(request: BaseHTTPRequestHandler, _service: str) -> None:
    request.send_response(503)
    request.send_header("Content-Type", "application/problem+json")
    request.send_header("Retry-After", "7")
    request.send_header("Content-Length", "2")
    request.end_headers()
    request.wfile.write(b"{}")


def keys(request: BaseHTTPRequestHandler, _service: str) -> None:
    respond(request, b"{}", Cache_Control="public, max-age=300")


def kept(seconds: int) -> Callable[[BaseHTTPRequestHandler, str], None]:
    """As product_service answers visitors: it says how long the answer is good, and whether a copy still is."""

    def answer(request: BaseHTTPRequestHandler, _service: str) -> None:
        said = {"ETag": '"good"', "Cache_Control": "public, max-age=0, must-revalidate"}
        said |= {"X_Accel_Expires": f"@{int(time.time()) + seconds}"}
        if request.headers.get("If-None-Match") == '"good"':
            send(request, 304, b"", said)
        else:
            send(request, 200, json.dumps({"made": time.time()}).encode(), said)

    return answer


def hangs(request: BaseHTTPRequestHandler, _service: str) -> None:
    time.sleep(12)  # longer than the ten seconds the gateway may wait
    request.close_connection = True


SPECIAL: dict[str, Callable[[BaseHTTPRequestHandler, str], None]] = {
    "/api/products/drops/": drops,
    "/api/products/boasts/": boasts,
    "/api/products/endless-header/": endless_header,
    "/api/products/busy/": busy,
    "/api/orders/hangs/": hangs,
    "/.well-known/jwks.json": keys,
    "/api/categories/": keys,
    # Over long after any test, and before it began.
    "/api/products/5/": kept(3600),
    "/api/products/7/": kept(3600),
    "/api/products/8/": kept(-3600),
}
