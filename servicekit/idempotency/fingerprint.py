"""What makes two requests the same request, and whose it is."""

from __future__ import annotations

import hashlib
import re

from rest_framework.request import Request

from servicekit import errors

HEADER = "Idempotency-Key"
PRINTABLE_ASCII = re.compile(r"[\x20-\x7e]{1,255}")
LONGEST_SCOPE = 255


def key_of(request: Request) -> str:
    """The key as sent: 1 to 255 printable ASCII characters. A UUID is the usual choice."""
    key = request.headers.get(HEADER, "").strip()
    if not key:
        raise errors.IdempotencyKeyRequired
    if not PRINTABLE_ASCII.fullmatch(key):
        told = f"{HEADER} must be 1 to 255 printable ASCII characters."
        raise errors.ValidationFailed(told, errors=[errors.FieldError(f"/{HEADER}", "invalid", told)])
    return key


def scope_of(request: Request) -> str:
    """Principal, method and route template. Without a principal, strangers would share their keys: refused."""
    if not request.user.is_authenticated:
        raise errors.Unauthenticated
    scope = f"{request.user.id} {request.method} {_route(request)}"
    return scope if len(scope) <= LONGEST_SCOPE else hashlib.sha256(scope.encode()).hexdigest()


def raw_body(request: Request) -> bytes:
    # Read before DRF parses it: Django keeps the bytes, and DRF then parses those.
    body: bytes = request.body
    return body


def fingerprint_of(request: Request, body: bytes) -> str:
    """SHA-256 over method, route with its values, query, content type and body, each preceded by its length."""
    digest = hashlib.sha256()
    for part in _parts(request, body):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _parts(request: Request, body: bytes) -> list[bytes]:
    values = sorted(request.resolver_match.kwargs.items()) if request.resolver_match else []
    text = [request.method or "", _route(request), repr(values), request.META.get("QUERY_STRING", "")]
    return [*(part.encode() for part in text), request.content_type.encode(), body]


def _route(request: Request) -> str:
    """Without a match (a view called by hand in a test) the path stands in for the template."""
    match = request.resolver_match
    return match.route if match else request.path
