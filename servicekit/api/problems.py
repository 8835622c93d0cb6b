"""Every refusal as RFC 9457 `application/problem+json`, whoever raised it: a use case, DRF or Django itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions as drf
from rest_framework.response import Response
from rest_framework.views import set_rollback

from servicekit import context, errors, logs
from servicekit.errors import FieldError, ServiceError

MEDIA_TYPE = "application/problem+json"
LONGEST_ECHO = 300  # characters

log = logs.get(__name__)

# DRF's own exceptions, by what they mean here. Order matters: the first match wins.
TRANSLATIONS: tuple[tuple[type[Exception], type[ServiceError]], ...] = (
    (drf.ParseError, errors.MalformedJson),
    (drf.NotAuthenticated, errors.Unauthenticated),
    (drf.AuthenticationFailed, errors.TokenInvalid),
    (drf.PermissionDenied, errors.Forbidden),
    (PermissionDenied, errors.Forbidden),
    (drf.NotFound, errors.NotFound),
    (Http404, errors.NotFound),
    (drf.MethodNotAllowed, errors.MethodNotAllowed),
    (drf.NotAcceptable, errors.NotAcceptable),
    (drf.UnsupportedMediaType, errors.UnsupportedMediaType),
    (RequestDataTooBig, errors.PayloadTooLarge),
)


def document(error: ServiceError) -> dict[str, Any]:
    """The problem document of a refusal."""
    body: dict[str, Any] = {
        "type": f"/problems/{error.code}",
        "title": error.title,
        "status": error.http,
        "detail": error.detail,
        "instance": f"urn:uuid:{context.request_id()}",
    }
    if error.errors:
        body["errors"] = [
            {"pointer": _shown(e.pointer), "code": e.code, "detail": _shown(e.detail)} for e in error.errors
        ]
    return body | error.extensions


def _shown(text: str) -> str:
    """Names and sentences may echo what was sent: a lone surrogate has no UTF-8, and nobody reads a megabyte."""
    return text[:LONGEST_ECHO].encode("utf-8", "backslashreplace").decode("utf-8")


def headers(error: ServiceError) -> dict[str, str]:
    extra = dict(error.headers)
    if error.retry_after is not None:
        extra["Retry-After"] = str(error.retry_after)
    if error.http == errors.Unauthenticated.http:
        extra.setdefault("WWW-Authenticate", 'Bearer realm="shopmesh"')
    return extra


def exception_handler(error: Exception, handler_context: Mapping[str, Any]) -> Response:
    """DRF's EXCEPTION_HANDLER. An exception nobody foresaw is logged here and shown without its text."""
    set_rollback()
    refusal = translate(error)
    if refusal.http >= errors.InternalError.http:
        log.error("request.failed", code=refusal.code, exc_info=error if refusal.code == "internal-error" else None)
    extra = headers(refusal)
    if isinstance(error, drf.MethodNotAllowed) and (view := handler_context.get("view")):
        extra["Allow"] = ", ".join(view.allowed_methods)
    return Response(document(refusal), status=refusal.http, headers=extra, content_type=MEDIA_TYPE)


def translate(error: Exception) -> ServiceError:
    """Any exception as one of ours."""
    if isinstance(error, ServiceError):
        return error
    if isinstance(error, drf.ValidationError):
        return validation(tuple(field_errors(error.get_full_details())))
    if isinstance(error, OperationalError | InterfaceError):
        return errors.DependencyUnavailable("The database is not answering.")
    for kind, ours in TRANSLATIONS:
        if isinstance(error, kind):
            return ours(_detail(error))
    return errors.InternalError()


def validation(found: tuple[FieldError, ...]) -> errors.ValidationFailed:
    """What a body is refused with: its own slug when it only says too much."""
    only_unknown = bool(found) and all(one.code == errors.UnknownField.code for one in found)
    return errors.UnknownField(errors=found) if only_unknown else errors.ValidationFailed(errors=found)


def _detail(error: Exception) -> str:
    """DRF's sentence where it says something about the request; ours elsewhere."""
    told = isinstance(error, drf.ParseError | drf.MethodNotAllowed | drf.UnsupportedMediaType)
    return str(cast("drf.APIException", error).detail) if told else ""


def field_errors(details: Any, pointer: str = "") -> Iterator[FieldError]:
    """Flattens DRF's nested `{field: [{message, code}]}` into one error per pointer."""
    if isinstance(details, Mapping) and details.keys() == {"message", "code"}:
        yield FieldError(pointer or "/", str(details["code"]).replace("_", "-"), str(details["message"]))
    elif isinstance(details, Mapping):
        for name, inner in details.items():
            yield from field_errors(inner, pointer if name == "non_field_errors" else f"{pointer}/{_escaped(name)}")
    else:
        leaves = all(isinstance(d, Mapping) and d.keys() == {"message", "code"} for d in details)
        for index, inner in enumerate(details):
            yield from field_errors(inner, pointer if leaves else f"{pointer}/{index}")


def _escaped(name: object) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")


def respond(error: ServiceError) -> JsonResponse:
    """The same answer outside DRF."""
    return JsonResponse(document(error), status=error.http, headers=headers(error), content_type=MEDIA_TYPE)


def not_found(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    """Django's handler404."""
    return respond(errors.NotFound())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    """Django's handler400."""
    return respond(errors.BadRequest())


def server_error(request: HttpRequest) -> JsonResponse:
    """Django's handler500."""
    return respond(errors.InternalError())
