"""What is ready is given before Django is begun with, and leaves behind what any request does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from servicekit import tracing
from servicekit.api.ready import Ready
from servicekit.edge import Edge, Environ
from servicekit.ids import is_uuid
from servicekit.overload import Overload

REQUEST_ID = "0190c0de-0000-7000-8000-000000000001"
NOW = 1_800_000_000.0
ROUTE = "/api/parcels/<int:number>/"


class Shelf:
    """Keeps one answer, and knows how often it was asked for it."""

    def __init__(self, *, empty: bool = False) -> None:
        self.asked, self.empty = 0, empty

    def __call__(self, _environ: Environ) -> Ready | None:
        self.asked += 1
        return None if self.empty else Ready(ROUTE, [("ETag", '"1"')], b"{}")


class Door(Overload):
    inside = 0

    def admit(self, *, waited: float, left: float, critical: bool) -> bool:
        self.inside += 1
        return super().admit(waited=waited, left=left, critical=critical)

    def done(self, *, critical: bool) -> None:
        self.inside -= 1
        super().done(critical=critical)


def made(_environ: Environ, start_response: Any) -> Sequence[bytes]:
    start_response("200 OK", [])
    return [b"made"]


def ask(shelf: Shelf, method: str = "GET", **more: str) -> tuple[str, dict[str, str], bytes]:
    told: list[tuple[str, dict[str, str]]] = []
    door = Door(16)
    edge = Edge(made, door, clock=lambda: NOW, source=shelf)
    environ = {"REQUEST_METHOD": method, "PATH_INFO": "/api/parcels/7/", "HTTP_X_REQUEST_ID": REQUEST_ID, **more}
    body = b"".join(edge(environ, lambda status, headers: told.append((status, dict(headers)))))
    assert door.inside == 0
    return *told[0], body


def counted() -> tuple[float, float]:
    requests = {"method": "GET", "route": ROUTE, "status": "200"}
    seconds = {"method": "GET", "route": ROUTE}
    return (
        REGISTRY.get_sample_value("http_requests_total", requests) or 0.0,
        REGISTRY.get_sample_value("http_request_seconds_count", seconds) or 0.0,
    )


def test_what_is_ready_is_given_with_the_headers_of_every_answer_and_its_id() -> None:
    status, headers, body = ask(Shelf())
    of_every = SecurityMiddleware(lambda _: HttpResponse())(HttpRequest()).headers
    assert (status, body) == ("200 OK", b"{}")
    assert of_every["X-Content-Type-Options"] == "nosniff"
    expected = {name: value for name, value in of_every.items() if name != "Content-Type"}
    assert headers == expected | {"ETag": '"1"', "X-Request-Id": REQUEST_ID}


def test_it_is_counted_by_its_route_and_has_its_line_in_the_log() -> None:
    before = counted()
    with capture_logs() as lines:
        ask(Shelf())
    assert counted() == (before[0] + 1, before[1] + 1)
    [line] = [line for line in lines if line["event"] == "request"]
    assert line.pop("milliseconds") >= 0
    told = {"event": "request", "log_level": "info", "method": "GET", "path": "/api/parcels/7/", "status": 200}
    assert line == told


def test_a_request_without_an_id_is_given_one() -> None:
    _, headers, _ = ask(Shelf(), HTTP_X_REQUEST_ID="<script>")
    assert is_uuid(headers["X-Request-Id"])
    assert headers["X-Request-Id"] != REQUEST_ID


def test_what_is_not_ready_is_made() -> None:
    shelf = Shelf(empty=True)
    assert ask(shelf)[2] == b"made"
    assert shelf.asked == 1


@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_AUTHORIZATION": "Bearer token"},
        {"HTTP_IF_NONE_MATCH": '"1"'},
        {"HTTP_CONTENT_ENCODING": "gzip"},
        {"HTTP_TRANSFER_ENCODING": "chunked"},
        {"CONTENT_LENGTH": "70000"},
        {"HTTP_ACCEPT": "text/html"},
        {"HTTP_X_REQUEST_START": str(NOW - 4), "HTTP_X_REQUEST_BUDGET": "3"},
        {"method": "HEAD"},
        {"method": "POST"},
        {"method": "get"},
    ],
    ids=lambda more: next(iter(more)),
)
def test_every_other_question_goes_the_whole_way(more: dict[str, str]) -> None:
    shelf = Shelf()
    assert ask(shelf, **more)[2] == b"made"
    assert shelf.asked == 0


def test_a_process_whose_spans_are_collected_makes_them_for_every_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "_recorder", object())
    shelf = Shelf()
    assert ask(shelf)[2] == b"made"
    assert shelf.asked == 0
