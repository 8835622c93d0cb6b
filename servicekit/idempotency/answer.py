"""Turning answers into kept bytes, and kept bytes into answers."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.idempotency.models import IdempotencyRecord

REPLAYED = "Idempotency-Replayed"
KEPT_HEADERS = ("Content-Type", "Location", "ETag", "Retry-After", "Content-Language", "Cache-Control")
# 402, 409 and 422 are decisions of the domain: asked again, it would decide the same. Other refusals may pass.
FINAL_REFUSALS = frozenset({402, 409, 422})


def is_final(status: int) -> bool:
    return 200 <= status < 300 or status in FINAL_REFUSALS  # noqa: PLR2004 - the 2xx class


def rendered(view: APIView, request: Request, response: HttpResponseBase) -> HttpResponse:
    """The answer with its final bytes. DRF would render it after the view; the bytes kept must be the bytes sent."""
    if isinstance(response, Response) and not response.is_rendered:
        response.accepted_renderer = request.accepted_renderer
        response.accepted_media_type = request.accepted_media_type
        response.renderer_context = view.get_renderer_context()  # type: ignore[attr-defined]  # the stubs forgot it
        response.render()
    if not isinstance(response, HttpResponse):
        raise TypeError("an idempotent view answers with bytes; a stream cannot be kept")
    return response


def kept_headers(response: HttpResponse) -> dict[str, str]:
    return {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}


def replayed(record: IdempotencyRecord) -> HttpResponse:
    """The first answer again, byte for byte."""
    headers = {**record.headers, REPLAYED: "true"}
    return HttpResponse(bytes(record.body or b""), status=record.status, headers=headers)
