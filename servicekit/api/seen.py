"""What is left of a REST request once it is answered: a log line, its metrics, and a span when spans are collected."""

from __future__ import annotations

import time
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase

from servicekit import logs, metrics, tracing

# Asked every few seconds by machines; their answers are no news.
PROBES = frozenset({"/livez", "/readyz", "/metrics"})
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})

log = logs.get(__name__)


def around(request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponseBase]) -> HttpResponseBase:
    """The response, after it has been seen."""
    if request.path_info in PROBES:
        return get_response(request)
    began = time.perf_counter()
    with tracing.span(method_of(request), kind="server"):
        response = get_response(request)
        _record(request, response, time.perf_counter() - began)
    return response


def method_of(request: HttpRequest) -> str:
    """One of those that exist: what a client makes up must not become a label."""
    return request.method if request.method in METHODS else "other"


def route_of(request: HttpRequest) -> str:
    """The template that matched (`/api/orders/<uuid:order_id>/`), never the path itself: that holds ids."""
    return f"/{request.resolver_match.route}" if request.resolver_match else "unmatched"


def path_of(request: HttpRequest) -> str:
    """The path without the user it is about: more people read logs than may read accounts."""
    about = request.resolver_match.kwargs.get("user_id") if request.resolver_match else None
    return request.path.replace(str(about), "{user_id}") if about else request.path


def _record(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    method, route, status = method_of(request), route_of(request), response.status_code
    tracing.rename(f"{method} {route}")
    told: dict[str, tracing.Value] = {
        "http.request.method": method,
        "http.route": route,
        "http.response.status_code": status,
    }
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        told["error.type"] = str(status)
    tracing.annotate(**told)
    record(str(request.method), route, path_of(request), status, seconds, label=method)


def record(method: str, route: str, path: str, status: int, seconds: float, *, label: str = "") -> None:
    """Its metrics and its line. `label` stands for a method that somebody made up."""
    metrics.HTTP_REQUESTS.labels(label or method, route, str(status)).inc()
    metrics.HTTP_SECONDS.labels(label or method, route).observe(seconds)
    log.info("request", method=method, path=path, status=status, milliseconds=round(seconds * 1000, 1))
