"""Plain reads, answered before Django is begun with.

Prevents the read that is mostly ceremony: a kept answer is fetched in 0.06 ms and a product is read in 0.3, and the
request object, the middleware, the routes and the response around it took another 0.25. What is left of the request is
the same: its id in the answer, its line in the log, its metrics. Whoever sends anything to be decided goes the whole
way, and so does everybody in a process whose spans are collected or that plays scripted faults.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware

from servicekit import context, tracing
from servicekit.api import seen
from servicekit.api.budget import Budget
from servicekit.api.shortway import REFUSED, takes_json
from servicekit.ids import is_uuid, uuid7
from servicekit.traceparent import accepted

Environ = dict[str, Any]
Header = tuple[str, str]
# Each of these makes it another question than the path and the query alone.
OTHERWISE = frozenset({"HTTP_AUTHORIZATION", "HTTP_IF_NONE_MATCH", "HTTP_CONTENT_ENCODING", "HTTP_TRANSFER_ENCODING"})


class Ready(NamedTuple):
    """A 200. `route` is the template that would have matched; `headers` are those the view would have set."""

    route: str
    headers: Sequence[Header]
    body: bytes


# From WSGI's environment, at no cost, to what makes the answer; None: it is not one of the questions that are known.
# What that raises is raised again by the view, which has to be one of servicekit.api.shortway.
Source = Callable[[Environ], Callable[[], Ready] | None]


def none(_environ: Environ) -> None:
    """The source of a service that knows no such questions."""


def given(environ: Environ, source: Source, budget: Budget, start_response: Callable[..., Any]) -> list[bytes] | None:
    """The body of an answer that has been begun; None: Django is to answer."""
    if not plain(environ) or budget.left <= 0 or tracing.recording():
        return None
    make = source(environ)
    if make is None:
        return None
    began, request_id = time.perf_counter(), _request_id(environ)
    with (
        context.request_scope(request_id, traceparent=accepted(environ.get("HTTP_TRACEPARENT", ""))),
        context.deadline_within(budget.left),
        context.priority_of(budget.priority),
    ):
        try:
            ready = make()
        except Exception as refused:  # noqa: BLE001 - whatever it is, Django makes the answer of it
            environ[REFUSED] = refused
            return None
        seen.record("GET", ready.route, environ["PATH_INFO"], 200, time.perf_counter() - began)
    start_response("200 OK", [*ready.headers, *_of_every_answer(), ("X-Request-Id", request_id)])
    return [ready.body]


def plain(environ: Mapping[str, Any]) -> bool:
    """Whether nobody in particular asks, for JSON, without conditions and without a body."""
    alone = OTHERWISE.isdisjoint(environ) and not environ.get("CONTENT_LENGTH")
    return alone and environ["REQUEST_METHOD"] == "GET" and takes_json(environ)


def _request_id(environ: Environ) -> str:
    """Of this request from here on, also if Django is to answer it."""
    sent = environ.get("HTTP_X_REQUEST_ID", "")
    if not is_uuid(sent):
        environ["HTTP_X_REQUEST_ID"] = sent = str(uuid7())
    return str(sent)


@cache
def _of_every_answer() -> Sequence[Header]:
    """What Django's own middleware puts on each, as it does so."""
    response = HttpResponse()
    SecurityMiddleware(lambda _: response)(HttpRequest())
    del response["Content-Type"]
    return tuple(response.items())
