"""Every refusal the mesh can give, once, for problem+json and gRPC alike.

ServiceError
├── BadRequest 400               MalformedJson · DuplicateKey · ValidationFailed · UnknownField
│                                UnknownParameter · InvalidCursor · IdempotencyKeyRequired
├── Unauthenticated 401          TokenInvalid · TokenExpired · TokenRevoked · InsufficientUserAuthentication
├── Forbidden 403
├── NotFound 404
├── MethodNotAllowed 405
├── NotAcceptable 406
├── Conflict 409                 InvalidState · IdempotencyInProgress
├── PreconditionFailed 412
├── PayloadTooLarge 413
├── UnsupportedMediaType 415
├── IdempotencyKeyReused 422
├── PreconditionRequired 428
├── RateLimited 429
├── InternalError 500
├── DependencyUnavailable 503
├── TooBusy 503
└── DeadlineExceeded 504

A service adds its own leaves in `domain/errors.py`. The slug in `code` is public: it is the last part of the problem's
`type`, the `reason` of a gRPC ErrorInfo, and a section of docs/problems.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

JsonValue = str | int | float | bool | None | Sequence["JsonValue"] | Mapping[str, "JsonValue"]


@dataclass(frozen=True)
class FieldError:
    """One thing wrong with one field: a JSON pointer (RFC 6901) into the body, a stable code, a sentence."""

    pointer: str
    code: str
    detail: str


class ServiceError(Exception):
    """A refusal with a name. `detail` is shown to the caller; `extensions` travel with it and must be JSON."""

    code: ClassVar[str] = "error"
    title: ClassVar[str] = "Error"
    http: ClassVar[int] = 500
    grpc: ClassVar[str] = "INTERNAL"

    def __init__(
        self,
        detail: str = "",
        *,
        retry_after: int | None = None,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        **extensions: JsonValue,
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.retry_after = retry_after
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.extensions = extensions

    def __reduce__(self) -> tuple[object, ...]:
        return (Exception, (self.detail,))


class BadRequest(ServiceError):
    code = "bad-request"
    title = "The request cannot be understood"
    http = 400
    grpc = "INVALID_ARGUMENT"


class MalformedJson(BadRequest):
    code = "malformed-json"
    title = "The body is not a JSON object"


class DuplicateKey(BadRequest):
    code = "duplicate-key"
    title = "A key appears twice in the body"


class ValidationFailed(BadRequest):
    code = "validation-error"
    title = "Some values are not acceptable"


class UnknownField(ValidationFailed):
    """All that is wrong with the body is that it says too much."""

    code = "unknown-field"
    title = "The body has fields that are not known here"


class UnknownParameter(BadRequest):
    code = "unknown-parameter"
    title = "A query parameter is not known here"


class InvalidCursor(BadRequest):
    code = "invalid-cursor"
    title = "The cursor is not one of this list"

    def __init__(self) -> None:
        super().__init__("Follow `next` and `previous` as they were answered; with other filters, begin anew.")


class IdempotencyKeyRequired(BadRequest):
    code = "idempotency-key-required"
    title = "This request needs an Idempotency-Key header"


class Unauthenticated(ServiceError):
    code = "unauthenticated"
    title = "Sign in first"
    http = 401
    grpc = "UNAUTHENTICATED"


class TokenInvalid(Unauthenticated):
    code = "token-invalid"
    title = "The access token is not valid"


class TokenExpired(Unauthenticated):
    code = "token-expired"
    title = "The token has expired"


class TokenRevoked(Unauthenticated):
    code = "token-revoked"
    title = "The session behind this token has ended"


class InsufficientUserAuthentication(Unauthenticated):
    """RFC 9470: the token is good, but who asked must prove again, or better, to be there. Then the same once more."""

    code = "insufficient-user-authentication"
    title = "Confirm that it is you"

    def __init__(self, detail: str = "", *, acr: str, max_age: int) -> None:
        wanted = f'acr_values="{acr}", max_age="{max_age}"'
        told = "Confirm it with POST /api/auth/step-up/, then send this again."
        if acr == "mfa":  # whoever has no second factor would otherwise look in vain for how to confirm
            told += " This asks for a second factor: without one, set it up first (POST /api/users/2fa/setup/)."
        challenge = f'Bearer realm="shopmesh", error="insufficient_user_authentication", {wanted}'
        super().__init__(detail or told, headers={"WWW-Authenticate": challenge}, acr_values=acr, max_age=max_age)


class Forbidden(ServiceError):
    code = "forbidden"
    title = "Your role does not allow this"
    http = 403
    grpc = "PERMISSION_DENIED"


class NotFound(ServiceError):
    code = "not-found"
    title = "There is nothing here"
    http = 404
    grpc = "NOT_FOUND"


class MethodNotAllowed(ServiceError):
    code = "method-not-allowed"
    title = "This method is not offered here"
    http = 405
    grpc = "UNIMPLEMENTED"


class NotAcceptable(ServiceError):
    code = "not-acceptable"
    title = "Answers are JSON"
    http = 406
    grpc = "INVALID_ARGUMENT"


class Conflict(ServiceError):
    code = "conflict"
    title = "The request conflicts with the current state"
    http = 409
    grpc = "ABORTED"


class InvalidState(Conflict):
    code = "invalid-state"
    title = "Its current state does not allow this"
    grpc = "FAILED_PRECONDITION"


class IdempotencyInProgress(Conflict):
    code = "idempotency-in-progress"
    title = "The same request is being worked on"


class PreconditionFailed(ServiceError):
    code = "precondition-failed"
    title = "Somebody changed it in the meantime"
    http = 412
    grpc = "ABORTED"


class PayloadTooLarge(ServiceError):
    code = "payload-too-large"
    title = "The body is too large"
    http = 413
    grpc = "RESOURCE_EXHAUSTED"


class UnsupportedMediaType(ServiceError):
    code = "unsupported-media-type"
    title = "Bodies are application/json"
    http = 415
    grpc = "INVALID_ARGUMENT"


class IdempotencyKeyReused(ServiceError):
    code = "idempotency-key-reused"
    title = "This key was used for a different request"
    http = 422
    grpc = "ALREADY_EXISTS"


class PreconditionRequired(ServiceError):
    code = "precondition-required"
    title = "Send If-Match with the ETag you last saw"
    http = 428
    grpc = "FAILED_PRECONDITION"


class RateLimited(ServiceError):
    code = "rate-limited"
    title = "Too many requests"
    http = 429
    grpc = "RESOURCE_EXHAUSTED"


class InternalError(ServiceError):
    code = "internal-error"
    title = "Something broke on our side"


class DependencyUnavailable(ServiceError):
    code = "dependency-unavailable"
    title = "A service this needs is not reachable right now"
    http = 503
    grpc = "UNAVAILABLE"

    def __init__(self, detail: str = "", *, retry_after: int | None = 2, **extensions: JsonValue) -> None:
        super().__init__(detail, retry_after=retry_after)
        self.extensions = extensions


class TooBusy(ServiceError):
    """Shed before anything was done; never an answer of a use case."""

    code = "overloaded"
    title = "There is too much to do right now"
    http = 503
    grpc = "RESOURCE_EXHAUSTED"


class DeadlineExceeded(ServiceError):
    code = "deadline-exceeded"
    title = "It took longer than allowed"
    http = 504
    grpc = "DEADLINE_EXCEEDED"
