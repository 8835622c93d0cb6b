"""Answers with statuses instead of tracebacks: grpcio sends an unhandled exception's text, secrets included, to the caller."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc
from django.db import InterfaceError, OperationalError

from servicekit import logs
from servicekit.errors import DependencyUnavailable, InternalError, ServiceError
from servicekit.grpc.serving.step import ServerStep, abort
from servicekit.grpc.status import RemoteRefused

log = logs.get(__name__)


class Errors(ServerStep):
    def around(self, method: str, call: grpc.ServicerContext, proceed: Callable[[], Any]) -> Any:
        try:
            return proceed()
        except Exception as error:  # noqa: BLE001 - the last place before gRPC would answer with the exception's text
            abort(call, answer_to(error, method))


def answer_to(error: Exception, method: str) -> ServiceError:
    """What the caller is told. Only ServiceErrors were written to be read by others."""
    if isinstance(error, ServiceError) and not isinstance(error, RemoteRefused):
        return error
    if isinstance(error, OperationalError | InterfaceError):
        log.error("grpc.database_unavailable", method=method, error=type(error).__name__)
        return DependencyUnavailable(retry_after=1)
    log.error("grpc.failed", method=method, exc_info=error)
    return InternalError()
