"""`@idempotent` on an APIView's `post`: the same key and body have one effect and one answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from servicekit.errors import DeadlineExceeded, ServiceError
from servicekit.faults.failpoints import failpoint
from servicekit.idempotency import answer, fingerprint, store
from servicekit.idempotency.execution import Execution
from servicekit.idempotency.models import IdempotencyRecord

Post = Callable[..., HttpResponseBase]

TTL = timedelta(hours=24)
LEASE = timedelta(seconds=30)
KEY_PARAMETER = OpenApiParameter(
    fingerprint.HEADER,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description="One per intended effect, for example a UUID. Sent again with the same body it gets the same answer.",
)


def idempotent(
    *, ttl: timedelta = TTL, lease: timedelta = LEASE, body: Callable[[Request], bytes] = fingerprint.raw_body
) -> Callable[[Post], Post]:
    """Gives the view an Execution after the request: `def post(self, request, execution, …) -> Response`.

    Kept for `ttl` and replayed: 2xx and the refusals 402, 409, 422. Everything else leaves the key free to be sent
    again; a run cut off by a crash is taken over once its `lease` has ended. `body` answers with something that stands
    for a body which is too large to be held in memory: its digest.
    """

    def decorate(post: Post) -> Post:
        @wraps(post)
        def run(view: APIView, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            record, mine = store.begin(
                scope=fingerprint.scope_of(request),
                key=fingerprint.key_of(request),
                fingerprint=fingerprint.fingerprint_of(request, body(request)),
                ttl=ttl,
                lease=lease,
            )
            if not mine:
                return answer.replayed(record)
            execution = Execution(record, lease)
            return _settled(
                record, _answered(view, request, record, lambda: post(view, request, execution, *args, **kwargs))
            )

        return extend_schema(parameters=[KEY_PARAMETER])(run)

    return decorate


def _answered(
    view: APIView, request: Request, record: IdempotencyRecord, post: Callable[[], HttpResponseBase]
) -> HttpResponse:
    """Run the view. A final refusal is an answer like any other; after any other exception the key is free again.

    After the deadline nothing is written: then the key is free when the lease ends, a second later.
    """
    try:
        return answer.rendered(view, request, _refusals_as_answers(view, post))
    except BaseException:
        with suppress(DeadlineExceeded):
            store.release(record)
        raise


def _refusals_as_answers(view: APIView, post: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    try:
        return post()
    except ServiceError as refusal:
        # A refusal that says when to come back is not a final one.
        if not answer.is_final(refusal.http) or refusal.retry_after is not None:
            raise
        return view.handle_exception(refusal)


def _settled(record: IdempotencyRecord, response: HttpResponse) -> HttpResponse:
    if not answer.is_final(response.status_code):
        store.release(record)
        return response
    failpoint("idempotency.before-answer-kept")
    kept = store.finish(
        record, status=response.status_code, headers=answer.kept_headers(response), body=response.content
    )
    if not kept:
        # Somebody took over while this run was slow. Their answer is the one that is kept, so ours is not sent.
        raise store.in_progress()
    return response
