"""What happens around every REST request, in the order of settings.MIDDLEWARE."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views import View

from servicekit import context, logs, metrics
from servicekit.api import budget, client, problems, seen
from servicekit.api.parsers import LARGEST
from servicekit.errors import DeadlineExceeded, MalformedJson, MethodNotAllowed, PayloadTooLarge, UnsupportedMediaType
from servicekit.ids import is_uuid, uuid7
from servicekit.traceparent import accepted

Handler = Callable[[HttpRequest], HttpResponseBase]

VERSIONED = re.compile(r"^/api/v1(?=/)")

log = logs.get(__name__)


def request_context(get_response: Handler) -> Handler:
    """Gives the request its id, its time and its priority (the gateway's), and sees to it that its end is known."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = budget.of(request.META, time.time())
        with (
            context.request_scope(_request_id(request), traceparent=_traceparent(request)),
            context.deadline_within(given.left),
            context.priority_of(given.priority),
        ):
            context.came_from(address=client.address(request), user_agent=client.user_agent(request))
            response = seen.around(request, get_response if given.left > 0 else _too_late)
            response["X-Request-Id"] = context.request_id()
        return response

    return middleware


def _too_late(request: HttpRequest) -> HttpResponse:
    """It waited longer than it had. Whoever sent it has been answered by the gateway; nothing is done for nobody."""
    metrics.SERVER_DEADLINE_REFUSALS.labels("start").inc()
    return problems.respond(DeadlineExceeded("The time was over before the work began: nothing was done."))


def canonical_path(get_response: Handler) -> Handler:
    """`/api/v1/…` is `/api/…`, and a missing trailing slash is no reason to redirect a POST."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        path = VERSIONED.sub("/api", request.path_info)
        if path.startswith("/api/") and not path.endswith("/"):
            path += "/"
        request.path_info = path
        return get_response(request)

    return middleware


def json_bodies(get_response: Handler) -> Handler:
    """No body is larger than the gateway lets through, and an announced JSON body of no bytes is malformed.

    DRF reads a body of any size, takes a compressed one for broken JSON and an empty one for an empty object.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if (size := _announced_length(request)) > LARGEST and size > (largest := _largest(request.path_info)):
            return problems.respond(PayloadTooLarge(f"A body may have at most {largest} bytes."))
        if request.headers.get("Content-Encoding", "identity").lower() != "identity":
            return problems.respond(UnsupportedMediaType("Send the body uncompressed."))
        if request.content_type == "application/json" and _empty(request):
            return problems.respond(MalformedJson("The body is empty."))
        return get_response(request)

    return middleware


def _largest(path: str) -> int:
    """In bytes. settings.LARGER_BODIES names the paths that take more, as regular expressions of the whole of them."""
    larger: Mapping[str, int] = getattr(settings, "LARGER_BODIES", {})
    return next((size for pattern, size in larger.items() if re.fullmatch(pattern, path)), LARGEST)


def offered_methods(get_response: Handler) -> Handler:
    """A method that a route does not have is 405 for everybody; DRF asks strangers for a token first."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_view(
        request: HttpRequest, view: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        offered = _methods_of(view)
        # As it was sent: methods are case-sensitive (RFC 9110, 9.1), and Django's `request.method` is upper-cased.
        if not offered or request.META["REQUEST_METHOD"] in offered:
            return None
        return problems.respond(MethodNotAllowed(headers={"Allow": ", ".join(offered)}))

    middleware.process_view = process_view  # type: ignore[attr-defined] # how Django finds the hook
    return middleware


def problem_pages(get_response: Handler) -> Handler:
    """Turns what Django answers by itself, in HTML, into problem documents."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        refusal = problems.translate(error)
        if refusal.code == "internal-error":
            log.error("request.failed", exc_info=error)
        return problems.respond(refusal)

    middleware.process_exception = process_exception  # type: ignore[attr-defined] # how Django finds the hook
    return middleware


def _methods_of(view: Callable[..., Any]) -> list[str]:
    """Those of a class-based view; a plain function decides for itself."""
    made_by: type[View] | None = getattr(view, "view_class", None)
    if made_by is None:
        return []
    stands_in = {"head": "get"}  # Django answers HEAD by GET unless told otherwise
    return [name.upper() for name in made_by.http_method_names if hasattr(made_by, stands_in.get(name, name))]


def _announced_length(request: HttpRequest) -> int:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdecimal() else 0


def _empty(request: HttpRequest) -> bool:
    writes = request.method in {"POST", "PUT", "PATCH"}
    chunked = "HTTP_TRANSFER_ENCODING" in request.META
    return writes and not chunked and request.META.get("CONTENT_LENGTH", "") in {"", "0"}


def _request_id(request: HttpRequest) -> str:
    sent = request.headers.get("X-Request-Id", "")
    return sent if is_uuid(sent) else str(uuid7())


def _traceparent(request: HttpRequest) -> str:
    return accepted(request.headers.get("traceparent", ""))
