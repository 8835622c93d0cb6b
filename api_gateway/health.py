"""`/health` and `/health/<service>`: a WSGI application of its own, because nginx alone cannot ask several upstreams.

healthy: REST and gRPC answer; degraded: one of them; down: neither. All are asked at once, each for at most a second,
and an answer is kept for a second, so that nobody can use this to load the services. This answers within 100 ms also
when a service needs its whole second: with what was known a moment ago. `/metrics` is for the inside.
"""

from __future__ import annotations

import contextvars
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from api_gateway import log
from api_gateway.checks import SERVICES, Targets, grpc_serves, rest_answers
from api_gateway.nginx import Nginx

KEPT = 1.0  # seconds
PROMPT = 0.05  # seconds; a survey takes longer when a service does, and is then told by the next answer
OLDEST = 5.0  # seconds; a report from before that says nothing about now, so the survey is waited for
StartResponse = Callable[[str, list[tuple[str, str]]], object]
Report = Mapping[str, Any]

SERVICE_UP = Gauge(
    "gateway_service_up", "1 when it answered when last asked. via: rest, grpc, websocket.", ["service", "via"]
)
_BEFORE: dict[str, str] = {}
_POOL = ThreadPoolExecutor(max_workers=2 * len(SERVICES))
_SURVEYS = ThreadPoolExecutor(max_workers=2)


class Reports:
    """The last answer, and the survey under way for the next: a service that is busy does not make this slow."""

    def __init__(self, ask: Callable[[], Report], clock: Callable[[], float] = time.monotonic) -> None:
        self._ask, self._clock, self._lock = ask, clock, threading.Lock()
        self._report: Report = {}
        self._asked = float("-inf")
        self._survey: Future[None] | None = None

    def latest(self) -> Report:
        with self._lock:
            age = self._clock() - self._asked
            if age > KEPT and self._survey is None:
                self._survey = _SURVEYS.submit(contextvars.copy_context().run, self._renew)
            survey = self._survey
        if survey and age > OLDEST:
            survey.result()
        elif survey:
            wait([survey], timeout=PROMPT)
        return self._report

    def _renew(self) -> None:
        try:
            self._report, self._asked = self._ask(), self._clock()
        finally:
            with self._lock:
                self._survey = None


def survey(targets: Targets) -> Report:
    rest = {name: _POOL.submit(rest_answers, targets.web[name], "/readyz") for name in SERVICES}
    rpc = {name: _POOL.submit(grpc_serves, targets.grpc[name], name, targets.tls) for name in SERVICES}
    return {name: noted(name, rest=rest[name].result(), rpc=rpc[name].result()) for name in SERVICES}


def noted(name: str, *, rest: bool, rpc: bool) -> dict[str, str]:
    """The verdict, which is a metric, and a line in the log when it is another than before."""
    SERVICE_UP.labels(name, "rest").set(rest)
    SERVICE_UP.labels(name, "grpc").set(rpc)
    found = verdict(rest=rest, rpc=rpc)
    if (before := _BEFORE.get(name)) != found["status"]:
        level = logging.INFO if found["status"] == "healthy" else logging.WARNING
        log.say("service.changed", level=level, about=name, before=before or "", **found)
        _BEFORE[name] = found["status"]
    return found


def verdict(*, rest: bool, rpc: bool) -> dict[str, str]:
    status = "healthy" if rest and rpc else "degraded" if rest or rpc else "down"
    return {"status": status, "rest": word(rest), "grpc": word(rpc)}


def word(answers: object) -> str:
    return "up" if answers else "down"


def overall(services: Report) -> str:
    """Down only when nothing serves: the shop is built to go on, degraded, without any one service."""
    states = {service["status"] for service in services.values()}
    return states.pop() if len(states) == 1 else "degraded"


def live() -> Report:
    """Pages go on without it, by asking now and then: told beside the services, and part of no verdict."""
    place = os.environ.get("LIVE_WEB", "")
    up = bool(place) and rest_answers(place, "/readyz")
    SERVICE_UP.labels("live", "websocket").set(up)
    return {"status": word(up)}


_REPORTS = Reports(lambda: survey(Targets.from_environment(os.environ)))
_LIVE = Reports(live)


_NGINX = Nginx(os.environ["GATEWAY_STATUS"]) if os.environ.get("GATEWAY_STATUS") else None


def application(environ: Mapping[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        return problem(start_response, "405 Method Not Allowed", "method-not-allowed", [("Allow", "GET, HEAD")])
    log.asked_by(environ)
    if environ["PATH_INFO"] == "/metrics":
        return metrics(start_response)
    return report(start_response, environ["PATH_INFO"].strip("/").removeprefix("health").strip("/"))


def report(start_response: StartResponse, name: str) -> Iterable[bytes]:
    services = _REPORTS.latest()
    if name and name not in services:
        return problem(start_response, "404 Not Found", "not-found", [])
    whole = {"status": overall(services), "services": services, "live": _LIVE.latest()}
    body = {"service": name, **services[name]} if name else whole
    down = body["status"] == "down"
    return answer(start_response, "503 Service Unavailable" if down else "200 OK", "application/json", body, [])


def metrics(start_response: StartResponse) -> Iterable[bytes]:
    """Asks nginx itself; about the services it knows what `/health` says."""
    _REPORTS.latest()
    _LIVE.latest()
    if _NGINX:
        _NGINX.measure()
    start_response("200 OK", [("Content-Type", CONTENT_TYPE_LATEST)])
    return [generate_latest()]


def problem(start_response: StartResponse, status: str, slug: str, extra: list[tuple[str, str]]) -> Iterable[bytes]:
    code, title = status.split(" ", 1)
    body = {"type": f"/problems/{slug}", "title": title, "status": int(code)}
    return answer(start_response, status, "application/problem+json", body, extra)


def answer(
    start_response: StartResponse, status: str, kind: str, body: Report, extra: list[tuple[str, str]]
) -> Iterable[bytes]:
    payload = json.dumps(body, indent=2).encode() + b"\n"
    start_response(status, [("Content-Type", kind), ("Content-Length", str(len(payload))), *extra])
    return [payload]
