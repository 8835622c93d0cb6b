"""ServiceErrors as gRPC statuses and back: google.rpc.ErrorInfo names the reason, BadRequest the fields (AIP-193)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import grpc
from google.protobuf.message import DecodeError, Message
from google.rpc import error_details_pb2, status_pb2

from servicekit.errors import DeadlineExceeded, DependencyUnavailable, FieldError, JsonValue, ServiceError

DOMAIN = "shopmesh"
DETAILS_KEY = "grpc-status-details-bin"
PUSHBACK_KEY = "grpc-retry-pushback-ms"


class RemoteRefused(ServiceError):
    """Another service said no. An adapter turns the reasons it knows into domain errors; any other is our fault."""

    code = "remote-refused"
    title = "A service this needs refused the request"
    http = 502

    def __init__(
        self,
        detail: str = "",
        *,
        reason: str,
        grpc: str,
        extensions: Mapping[str, JsonValue] | None = None,
        errors: Sequence[FieldError] = (),
        retry_after: int | None = None,
    ) -> None:
        super().__init__(detail, errors=errors, retry_after=retry_after)
        self.extensions = dict(extensions or {})
        self.reason = reason
        self.grpc = grpc  # type: ignore[misc]  # the one error whose status is the remote's, not its class's


class Overloaded(DependencyUnavailable):
    """A server with all the work it can hold. Not to be retried; the caller sees `dependency-unavailable`."""

    grpc = "RESOURCE_EXHAUSTED"


@dataclass(frozen=True)
class Status(grpc.Status):
    """What `ServicerContext.abort_with_status` takes."""

    code: grpc.StatusCode
    details: str
    trailing_metadata: tuple[tuple[str, str | bytes], ...]


def to_status(error: ServiceError, *, pushback_ms: int | None = None) -> Status:
    code = grpc.StatusCode[error.grpc]
    status = status_pb2.Status(code=code.value[0], message=error.detail)
    for detail in _details(error):
        status.details.add().Pack(detail)
    trailing: tuple[tuple[str, str | bytes], ...] = ((DETAILS_KEY, status.SerializeToString()),)
    if pushback_ms is not None:
        trailing = (*trailing, (PUSHBACK_KEY, str(pushback_ms)))
    return Status(code, error.detail, trailing)


def _details(error: ServiceError) -> list[Message]:
    metadata = {name: json.dumps(value, separators=(",", ":")) for name, value in error.extensions.items()}
    details: list[Message] = [error_details_pb2.ErrorInfo(reason=error.code, domain=DOMAIN, metadata=metadata)]
    if error.errors:
        violation = error_details_pb2.BadRequest.FieldViolation
        details.append(
            error_details_pb2.BadRequest(
                field_violations=[
                    violation(field=one.pointer, reason=one.code, description=one.detail) for one in error.errors
                ]
            )
        )
    if error.retry_after is not None:
        details.append(error_details_pb2.RetryInfo(retry_delay={"seconds": error.retry_after}))
    return details


def from_rpc_error(error: grpc.RpcError, *, target: str) -> ServiceError:
    """The ServiceError a failed call becomes. `target` names the service that was called."""
    code = error.code().name
    details = _Details.of(error)
    if code == "UNAVAILABLE" or details.reason == DependencyUnavailable.code:
        return DependencyUnavailable(retry_after=details.retry_after or 1, target=target)
    if code == "DEADLINE_EXCEEDED":
        return DeadlineExceeded(target=target)
    if not details.reason:  # said by gRPC itself or by a server that is not ours: its words are not for our callers
        return RemoteRefused(reason=code.lower().replace("_", "-"), grpc=code)
    return RemoteRefused(
        error.details() or "",
        reason=details.reason,
        grpc=code,
        extensions=details.extensions,
        errors=details.errors,
        retry_after=details.retry_after,
    )


def pushback(error: grpc.RpcError) -> int | None:
    """Milliseconds the server asks to wait before a retry, negative for never, None when it did not say."""
    value = _trailing(error).get(PUSHBACK_KEY)
    if value is None:
        return None
    try:
        return int(value)
    except ValueError:
        return -1  # gRFC A6: an unreadable pushback means do not retry


class _Details(NamedTuple):
    reason: str = ""
    extensions: Mapping[str, JsonValue] = {}
    errors: tuple[FieldError, ...] = ()
    retry_after: int | None = None

    @classmethod
    def of(cls, error: grpc.RpcError) -> _Details:
        raw = _trailing(error).get(DETAILS_KEY)
        try:
            status = status_pb2.Status.FromString(raw if isinstance(raw, bytes) else b"")
            return cls._read(status)
        except (DecodeError, ValueError):
            return cls()

    @classmethod
    def _read(cls, status: status_pb2.Status) -> _Details:
        info = _unpack(status, error_details_pb2.ErrorInfo())
        if info.domain != DOMAIN:
            return cls()
        retry = _unpack(status, error_details_pb2.RetryInfo()).retry_delay.seconds
        fields = _unpack(status, error_details_pb2.BadRequest()).field_violations
        return cls(
            info.reason,
            {name: json.loads(value) for name, value in info.metadata.items()},
            tuple(FieldError(one.field, one.reason, one.description) for one in fields),
            retry or None,
        )


def _unpack(status: status_pb2.Status, into: Any) -> Any:
    for packed in status.details:
        if packed.Unpack(into):
            break
    return into


def _trailing(error: grpc.RpcError) -> dict[str, str | bytes]:
    metadata: Any = error.trailing_metadata()
    return dict(metadata or ())
