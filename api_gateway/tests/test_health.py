"""Healthy, degraded and down are told apart."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Iterable
from itertools import count

import pytest

from api_gateway import health, log

STATES = {(True, True): "healthy", (True, False): "degraded", (False, True): "degraded", (False, False): "down"}


@pytest.mark.parametrize(("answers", "status"), STATES.items())
def test_a_service_is_judged_by_rest_and_grpc(answers: tuple[bool, bool], status: str) -> None:
    assert health.verdict(rest=answers[0], rpc=answers[1])["status"] == status


@pytest.mark.parametrize(
    ("states", "status"),
    [
        (["healthy"] * 4, "healthy"),
        (["down"] * 4, "down"),
        (["healthy", "healthy", "healthy", "down"], "degraded"),
        (["down", "down", "down", "degraded"], "degraded"),
    ],
)
def test_the_shop_is_down_only_when_nothing_serves(states: list[str], status: str) -> None:
    assert health.overall({str(number): {"status": state} for number, state in enumerate(states)}) == status


def test_an_answer_is_kept_for_a_second() -> None:
    answers, now = count(1), [0.0]
    reports = health.Reports(lambda: {"asked": next(answers)}, clock=lambda: now[0])
    assert [reports.latest()["asked"], reports.latest()["asked"]] == [1, 1]
    now[0] = 1.5
    assert reports.latest()["asked"] == 2


def test_services_that_take_their_time_are_told_of_a_moment_later() -> None:
    answers, now, free = count(1), [0.0], threading.Event()
    free.set()
    reports = health.Reports(lambda: {"asked": free.wait(5) and next(answers)}, clock=lambda: now[0])
    assert reports.latest()["asked"] == 1
    free.clear()
    now[0] = 1.5
    assert [reports.latest()["asked"], reports.latest()["asked"]] == [1, 1]
    free.set()
    now[0] = 1.6
    while reports.latest()["asked"] == 1:
        time.sleep(0.01)  # until the survey has told
    assert reports.latest()["asked"] == 2


def test_a_report_of_long_ago_is_no_answer() -> None:
    answers, now = count(1), [0.0]
    never = threading.Event()
    reports = health.Reports(lambda: {"asked": never.wait(0.2) or next(answers)}, clock=lambda: now[0])
    assert reports.latest()["asked"] == 1
    now[0] = 60.0
    assert reports.latest()["asked"] == 2


class Asked:
    """Calls the application as a server would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, states: dict[str, str]) -> None:
        services = {name: {"status": state, "rest": "up", "grpc": "up"} for name, state in states.items()}
        monkeypatch.setattr(health, "_REPORTS", health.Reports(lambda: services))
        self.status = ""

    def get(self, path: str, method: str = "GET") -> dict[str, object]:
        body: Iterable[bytes] = health.application({"REQUEST_METHOD": method, "PATH_INFO": path}, self._start)
        return dict(json.loads(b"".join(body)))

    def _start(self, status: str, _headers: list[tuple[str, str]]) -> None:
        self.status = status


@pytest.mark.parametrize(
    ("states", "status"),
    [({"user": "healthy", "order": "down"}, "200 OK"), ({"user": "down", "order": "down"}, "503 Service Unavailable")],
)
def test_degraded_still_serves_and_down_does_not(
    monkeypatch: pytest.MonkeyPatch, states: dict[str, str], status: str
) -> None:
    asked = Asked(monkeypatch, states)
    assert asked.get("/health")["status"] == ("degraded" if status == "200 OK" else "down")
    assert asked.status == status


def test_one_service_is_asked_about_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked(monkeypatch, {"user": "healthy", "order": "down"})
    assert asked.get("/health/order") == {"service": "order", "status": "down", "rest": "up", "grpc": "up"}
    assert asked.status.startswith("503")
    assert asked.get("/health/user/")["status"] == "healthy"
    assert asked.status.startswith("200")
    asked.get("/health/nobody")
    assert asked.status.startswith("404")
    asked.get("/health", method="POST")
    assert asked.status.startswith("405")


def test_what_the_services_answered_is_a_metric(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        health, "_REPORTS", health.Reports(lambda: {"order": health.noted("order", rest=True, rpc=False)})
    )
    seen: list[str] = []
    text = b"".join(
        health.application({"REQUEST_METHOD": "GET", "PATH_INFO": "/metrics"}, lambda *said: seen.append(said[0]))
    )
    assert seen == ["200 OK"]
    assert b'gateway_service_up{service="order",via="rest"} 1.0' in text
    assert b'gateway_service_up{service="order",via="grpc"} 0.0' in text


def test_a_verdict_that_changes_is_a_line_under_the_trace_of_whoever_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    handler = logging.Handler()
    monkeypatch.setattr(handler, "emit", lambda record: lines.append(log.JsonLine().format(record)))
    monkeypatch.setattr(logging.getLogger("api_gateway"), "handlers", [handler])
    monkeypatch.setattr(health, "_BEFORE", {"order": "healthy"})
    log.asked_by({"HTTP_TRACEPARENT": f"00-{'ab' * 16}-{'cd' * 8}-01"})
    health.noted("order", rest=True, rpc=False)
    health.noted("order", rest=True, rpc=False)
    (line,) = (json.loads(line) for line in lines)
    assert (line["event"], line["about"], line["before"], line["status"]) == (
        "service.changed",
        "order",
        "healthy",
        "degraded",
    )
    assert (line["trace_id"], line["level"], line["process"]) == ("ab" * 16, "warning", "health")
