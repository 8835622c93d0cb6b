"""What every incoming step is built on: it wraps each method's handler, see `chain.py`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NoReturn, TypeAlias

import grpc

from servicekit import logs, metrics, tracing
from servicekit.errors import ServiceError
from servicekit.grpc import status

log = logs.get(__name__)

# Open to every certificate of the mesh, and never behind a queue: health is asked exactly when a server is in trouble.
UNGUARDED = ("/grpc.health.v1.Health/", "/grpc.reflection.")

# Where gRPC looks, on the function itself, for an executor other than the server's.
EXECUTOR = "experimental_thread_pool"

Behavior = Callable[[Any, grpc.ServicerContext], Any]
Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"


class RequestStep(ABC):
    """A concern that has to see the message too."""

    @abstractmethod
    def wrapped(self, method: str, inner: Behavior) -> Behavior: ...


class ServerStep(RequestStep):
    """One concern around every call a server answers."""

    @abstractmethod
    def around(self, method: str, call: grpc.ServicerContext, proceed: Callable[[], Any]) -> Any: ...

    def wrapped(self, method: str, inner: Behavior) -> Behavior:
        def behavior(request: Any, call: grpc.ServicerContext) -> Any:
            return self.around(method, call, lambda: inner(request, call))

        return behavior


def on_executor(behavior: Behavior, executor: ThreadPoolExecutor | None) -> Behavior:
    """Names the executor the behavior runs on. A wrapper does not inherit it."""
    setattr(behavior, EXECUTOR, executor)
    return behavior


def is_unguarded(method: str) -> bool:
    return method.startswith(UNGUARDED)


def with_behavior(handler: Handler, behavior: Behavior) -> Handler:
    return grpc.unary_unary_rpc_method_handler(
        behavior,
        request_deserializer=handler.request_deserializer,
        response_serializer=handler.response_serializer,
    )


def refuse(method: str, call: grpc.ServicerContext, error: ServiceError, *, caller: str, **facts: Any) -> NoReturn:
    """Ends the call before its handler runs, and leaves a line about it: these refusals are the ones worth reading."""
    metrics.SERVER_REFUSED.labels(method, caller, error.code).inc()
    tracing.annotate(caller=caller, **{"error.type": error.code})
    log.warning("grpc.refused", method=method, code=error.grpc, reason=error.code, caller=caller, **facts)
    abort(call, error)


def abort(call: grpc.ServicerContext, error: ServiceError, *, pushback_ms: int | None = None) -> NoReturn:
    call.abort_with_status(status.to_status(error, pushback_ms=pushback_ms))


def metadata(call: grpc.ServicerContext) -> dict[str, str]:
    return {key: value for key, value in call.invocation_metadata() if isinstance(value, str)}
