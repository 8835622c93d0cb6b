"""The metrics of this process as Prometheus text: a page, and a small server for processes without a REST API."""

from __future__ import annotations

import os
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from servicekit import logs
from servicekit.events.trouble import Trouble

PATH = "/metrics"
# Where several workers of one web server keep their figures, so that whichever is asked can add them up.
SHARED = "PROMETHEUS_MULTIPROC_DIR"
RETRY = 1.0  # seconds

log = logs.get(__name__)


def page() -> tuple[str, bytes]:
    """Content type and text."""
    return CONTENT_TYPE_LATEST, generate_latest(_registry())


def _registry() -> CollectorRegistry:
    if SHARED not in os.environ:
        return REGISTRY
    of_all = CollectorRegistry()
    MultiProcessCollector(of_all)  # type: ignore[no-untyped-call]  # the library leaves its constructor unannotated
    return of_all


def serve(bind: str) -> None:
    """At `host:port`, in a thread that ends with the process; nowhere when `bind` is empty.

    A port that is taken (by the process this one stands in for) delays the page, never the process.
    """
    if bind:
        threading.Thread(target=_serve, args=bind.rsplit(":", 1), name="metrics", daemon=True).start()


def _serve(host: str, port: str) -> None:
    trouble = Trouble(log, "metrics", port=port)
    while True:
        try:
            with _Server((host, int(port)), _Page) as server:
                trouble.over()
                server.serve_forever(poll_interval=60)  # nobody shuts it down, so it need not look
        except OSError as error:
            trouble.happened(error)
            time.sleep(RETRY)


class _Server(ThreadingMixIn, TCPServer):
    """Not http.server's own class: that one asks DNS for the host's name, which can take seconds in a container."""

    allow_reuse_address = True
    daemon_threads = True


class _Page(BaseHTTPRequestHandler):
    timeout = 5  # seconds for a client that says nothing

    def do_GET(self) -> None:
        if self.path.partition("?")[0] != PATH:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        kind, text = page()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_facts: object) -> None:
        """Being asked every few seconds is no news."""
