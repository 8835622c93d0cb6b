"""What a REST request meets before Django: refused here it costs a tenth of what it costs to begin with it."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterable
from typing import Any

from servicekit import context, logs, metrics, tracing
from servicekit.api import budget, problems, ready
from servicekit.api.seen import PROBES
from servicekit.errors import TooBusy
from servicekit.ids import is_uuid, uuid7
from servicekit.overload import Overload
from servicekit.traceparent import accepted

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

LATEST_RETURN = 3  # seconds; from one on, so that those who are refused together do not come back together

log = logs.get(__name__)


class Edge:
    """The WSGI application around `application`: it sheds what would only make everybody wait.

    What `source` knows is answered without asking the application.
    """

    def __init__(
        self,
        application: Application,
        overload: Overload,
        clock: Callable[[], float] = time.time,
        source: ready.Source = ready.none,
    ) -> None:
        self._application = application
        self._source = source
        self._overload = overload
        self._clock = clock

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] in PROBES:  # asked exactly when there is trouble
            return self._application(environ, start_response)
        given = budget.of(environ, self._clock())
        metrics.HTTP_QUEUE_SECONDS.observe(given.waited)
        critical = given.priority == "critical"
        if not self._admits(given, critical=critical):
            return refuse(environ, start_response, given, critical=critical)
        try:
            plainly = ready.given(environ, self._source, given, start_response)
            return self._application(environ, start_response) if plainly is None else plainly
        finally:
            self._overload.done(critical=critical)

    def _admits(self, given: budget.Budget, *, critical: bool) -> bool:
        before = self._overload.is_on
        waited = given.waited if critical else self._overload.wait(waited=given.waited)
        admitted = self._overload.admit(waited=waited, left=given.left, critical=critical)
        if self._overload.is_on is not before:  # one line when it begins and one when it ends, not one per refusal
            log.warning("http.overload", on=self._overload.is_on, waited_ms=round(given.waited * 1000))
        return admitted


def refuse(environ: Environ, start_response: StartResponse, given: budget.Budget, *, critical: bool) -> Iterable[bytes]:
    """503 with the time after which to come again, as a problem document. Nothing has been done."""
    priority = "critical" if critical else "normal"
    metrics.HTTP_SHED.labels(priority).inc()
    sent, method = environ.get("HTTP_X_REQUEST_ID", ""), environ["REQUEST_METHOD"]
    request_id = sent if is_uuid(sent) else str(uuid7())
    refusal = TooBusy(retry_after=1 + secrets.randbelow(LATEST_RETURN))
    with context.request_scope(request_id, traceparent=accepted(environ.get("HTTP_TRACEPARENT", ""))):
        with tracing.span(f"{method} shed", kind="server"):
            seen: dict[str, tracing.Value] = {"http.shed": priority, "error.type": "503"}
            tracing.annotate(**seen | {"http.queue_ms": round(given.waited * 1000)})
        body = json.dumps(problems.document(refusal)).encode()
    headers = {"Content-Type": problems.MEDIA_TYPE, "X-Request-Id": request_id, **problems.headers(refusal)}
    start_response("503 Service Unavailable", [*headers.items(), ("Content-Length", str(len(body)))])
    return [] if method == "HEAD" else [body]
