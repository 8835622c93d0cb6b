"""What is refused at the edge: a problem document with a time to come again, and nothing reaches Django."""

from __future__ import annotations

import json
from typing import Any

import pytest

from servicekit import metrics
from servicekit.edge import Edge, Environ
from servicekit.overload import Overload

NOW = 1_800_000_000.0
REQUEST_ID = "0190c0de-0000-7000-8000-000000000001"


class Door(Overload):
    """Open or shut, as the test says."""

    def __init__(self, *, is_open: bool) -> None:
        super().__init__(16)
        self.is_open, self.asked, self.inside = is_open, [], 0  # type: ignore[var-annotated]  # told below

    def admit(self, *, waited: float, left: float, critical: bool) -> bool:
        self.asked.append((round(waited, 3), round(left, 3), critical))
        self.inside += self.is_open
        return self.is_open

    def done(self, *, critical: bool) -> None:
        self.inside -= 1


class Django:
    def __init__(self, fails: bool = False) -> None:  # noqa: FBT001, FBT002 - a test's
        self.calls, self.fails = 0, fails

    def __call__(self, _environ: Environ, start_response: Any) -> list[bytes]:
        self.calls += 1
        if self.fails:
            raise RuntimeError
        start_response("200 OK", [])
        return [b"done"]


class Answer:
    status = ""
    headers: dict[str, str]
    body = b""


def ask(edge: Edge, path: str = "/api/orders/", method: str = "GET", **headers: str) -> Answer:
    answer = Answer()

    def start_response(status: str, told: list[tuple[str, str]]) -> None:
        answer.status, answer.headers = status, dict(told)

    environ = {"PATH_INFO": path, "REQUEST_METHOD": method, "HTTP_X_REQUEST_ID": REQUEST_ID}
    sent = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    answer.body = b"".join(edge(environ | sent, start_response))
    return answer


def told(priority: str = "normal", waited: float = 0.5) -> dict[str, str]:
    return {"x_request_start": str(NOW - waited), "x_request_budget": "3", "x_request_priority": priority}


def shed(priority: str) -> float:
    return float(metrics.HTTP_SHED.labels(priority)._value.get())


@pytest.mark.parametrize("priority", ["normal", "critical"])
def test_a_refusal_is_a_problem_with_a_time_to_come_again_and_reaches_nobody(priority: str) -> None:
    django, door, before = Django(), Door(is_open=False), shed(priority)
    answer = ask(Edge(django, door, clock=lambda: NOW), **told(priority))
    assert answer.status == "503 Service Unavailable"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert 1 <= int(answer.headers["Retry-After"]) <= 3
    assert answer.headers["X-Request-Id"] == REQUEST_ID
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    problem = json.loads(answer.body)
    assert (problem["type"], problem["status"]) == ("/problems/overloaded", 503)
    assert problem["instance"] == f"urn:uuid:{REQUEST_ID}"
    assert (django.calls, door.asked) == (0, [(0.5, 2.5, priority == "critical")])
    assert shed(priority) == before + 1


def test_what_is_admitted_holds_its_place_until_it_is_done() -> None:
    door = Door(is_open=True)
    assert ask(Edge(Django(), door, clock=lambda: NOW), **told()).body == b"done"
    with pytest.raises(RuntimeError):
        ask(Edge(Django(fails=True), door, clock=lambda: NOW), **told())
    assert door.inside == 0


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
def test_health_is_never_refused(path: str) -> None:
    door = Door(is_open=False)
    assert ask(Edge(Django(), door), path).status == "200 OK"
    assert door.asked == []


def test_the_answer_to_head_has_no_body() -> None:
    answer = ask(Edge(Django(), Door(is_open=False)), method="HEAD")
    assert (answer.status, answer.body) == ("503 Service Unavailable", b"")


def test_an_id_that_is_none_is_replaced() -> None:
    answer = ask(Edge(Django(), Door(is_open=False)), x_request_id="<script>")
    assert answer.headers["X-Request-Id"] != "<script>"
    assert json.loads(answer.body)["instance"].removeprefix("urn:uuid:") == answer.headers["X-Request-Id"]
