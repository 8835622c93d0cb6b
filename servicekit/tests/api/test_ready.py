"""Plain reads are answered before Django is begun with, and leave behind what any request does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware
from prometheus_client import REGISTRY
from rest_framework.views import APIView
from structlog.testing import capture_logs

from servicekit import context, tracing
from servicekit.api.ready import Ready
from servicekit.api.shortway import short
from servicekit.edge import Application, Edge, Environ
from servicekit.errors import NotFound
from servicekit.ids import is_uuid
from servicekit.overload import Overload

REQUEST_ID = "0190c0de-0000-7000-8000-000000000001"
NOW = 1_800_000_000.0
ROUTE = "/api/parcels/<int:number>/"


class Shelf:
    """Knows one question, and how often it was asked; what it `refuses` is raised."""

    def __init__(self, *, knows: bool = True, refuses: Exception | None = None) -> None:
        self.asked, self.knows, self.refuses = 0, knows, refuses

    def __call__(self, _environ: Environ) -> Callable[[], Ready] | None:
        self.asked += 1
        return self._answer if self.knows else None

    def _answer(self) -> Ready:
        left = context.remaining()
        assert left is not None
        assert 0 < left <= 10
        assert context.request_id()
        if self.refuses:
            raise self.refuses
        return Ready(ROUTE, [("ETag", '"1"')], b"{}")


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


class Django:
    """Ends in one view, which is on the short way."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def __call__(self, environ: Environ, start_response: Any) -> Sequence[bytes]:
        self.ids.append(environ["HTTP_X_REQUEST_ID"])
        request = HttpRequest()
        request.META = environ
        body = short(APIView, lambda _meta, _by: HttpResponse(b"made"))(request).content  # type: ignore[attr-defined] # it is one
        start_response("200 OK", [])
        return [body]


def ask(
    shelf: Shelf, more: Mapping[str, str] = MappingProxyType({}), django: Application = made
) -> tuple[str, dict[str, str], bytes]:
    told: list[tuple[str, dict[str, str]]] = []
    door = Door(16)
    edge = Edge(django, door, clock=lambda: NOW, source=shelf)
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/api/parcels/7/", "HTTP_X_REQUEST_ID": REQUEST_ID, **more}
    try:
        body = b"".join(edge(environ, lambda status, headers: told.append((status, dict(headers)))))
    finally:
        assert door.inside == 0
    return *told[0], body


def counted() -> tuple[float, float]:
    requests = {"method": "GET", "route": ROUTE, "status": "200"}
    seconds = {"method": "GET", "route": ROUTE}
    return (
        REGISTRY.get_sample_value("http_requests_total", requests) or 0.0,
        REGISTRY.get_sample_value("http_request_seconds_count", seconds) or 0.0,
    )


def test_a_plain_read_is_answered_with_the_headers_of_every_answer_and_its_id() -> None:
    status, headers, body = ask(Shelf())
    response = HttpResponse()
    SecurityMiddleware(lambda _: response)(HttpRequest())
    of_every = response.headers
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
    _, headers, _ = ask(Shelf(), {"HTTP_X_REQUEST_ID": "<script>"})
    assert is_uuid(headers["X-Request-Id"])
    assert headers["X-Request-Id"] != REQUEST_ID


def test_a_question_that_is_not_known_is_django_s() -> None:
    shelf = Shelf(knows=False)
    assert ask(shelf)[2] == b"made"
    assert shelf.asked == 1


@pytest.mark.parametrize("sent", [REQUEST_ID, ""])
def test_a_refusal_is_raised_again_where_django_answers_it_under_the_same_id(sent: str) -> None:
    before, django = counted(), Django()
    refusal, ids = NotFound("There is none."), []

    class Noting(Shelf):
        def _answer(self) -> Ready:
            ids.append(context.request_id())
            return super()._answer()

    with pytest.raises(NotFound) as raised:
        ask(Noting(refuses=refusal), {"HTTP_X_REQUEST_ID": sent}, django)
    assert raised.value is refusal
    assert django.ids == ids
    assert sent in {"", ids[0]}
    assert counted() == before
    assert context.request_id() == ""


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
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "get"},
    ],
    ids=lambda more: next(iter(more)),
)
def test_every_other_question_goes_the_whole_way(more: dict[str, str]) -> None:
    shelf = Shelf()
    assert ask(shelf, more)[2] == b"made"
    assert shelf.asked == 0


def test_a_process_whose_spans_are_collected_makes_them_for_every_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "_recorder", object())
    shelf = Shelf()
    assert ask(shelf)[2] == b"made"
    assert shelf.asked == 0
