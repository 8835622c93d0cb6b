"""nginx counts for itself; its figures are shown inside, as metrics, and go on where a new nginx begins at nought."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

from prometheus_client import REGISTRY

from api_gateway.nginx import Nginx
from api_gateway.tests.conftest import Running
from tools import gateway, ports

PAGE = """Active connections: 3
server accepts handled requests
 {accepted} {accepted} {requests}
Reading: 0 Writing: 1 Waiting: 2
"""


def value(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


@contextmanager
def answering(pages: list[str]) -> Iterator[str]:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(pages.pop(0).encode())

        def log_message(self, *_facts: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/status"
        server.shutdown()
        thread.join()


def test_figures_go_on_where_a_new_nginx_begins_at_nought() -> None:
    before = value("gateway_requests_total")
    pages = [PAGE.format(accepted=count, requests=2 * count) for count in (5, 15, 2)]
    with answering(pages) as url:
        nginx = Nginx(url)
        for _ in range(3):
            nginx.measure()
    assert value("gateway_requests_total") == before + 34
    assert [value("gateway_connections", state=state) for state in ("active", "writing", "waiting")] == [3, 1, 2]
    assert value("gateway_up") == 1


def test_an_nginx_that_does_not_answer_is_down_and_nothing_else() -> None:
    Nginx(f"http://127.0.0.1:{ports.spare()}/status").measure()
    assert value("gateway_up") == 0


def test_the_gateway_shows_its_figures_at_the_inner_address_and_to_no_client(front: Running, nginx: Path) -> None:
    before = value("gateway_requests_total")
    front.get("/")
    Nginx(f"http://{front.status}/status").measure()
    counts = gateway.features(nginx).stub_status  # the wheel's nginx is built without
    assert (value("gateway_up") == 1, value("gateway_requests_total") > before) == (counts, counts)
    assert front.get("/nginx_status").status == 404
    assert b"Active connections" not in front.get("/status").body
