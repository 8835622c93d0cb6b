"""Prevents the leak: grpcio sends an unhandled exception's text, secrets included, to the caller."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc
from django.db import InterfaceError, OperationalError

from servicekit import logs
from servicekit.errors import DeadlineExceeded, DependencyUnavailable, InternalError, ServiceError
from servicekit.grpc.serving.step import ServerStep, abort
from servicekit.grpc.status import RemoteRefused

log = logs.get(__name__)

NEVER = -1  # as a pushback


class Errors(ServerStep):
    def around(self, method: str, call: grpc.ServicerContext, proceed: Callable[[], Any]) -> Any:
        try:
            return proceed()
        except Exception as error:  # the last place before gRPC would answer with the exception's text
            if was_aborted(call):
                raise
            answer = answer_to(error)
            if answer is not error:
                log.exception("grpc.failed", method=method, answer=answer.code)
            abort(call, answer, pushback_ms=NEVER if is_of_a_further_hop(answer) else None)


def answer_to(error: Exception) -> ServiceError:
    """What the caller is told. Only ServiceErrors were written to be read by others."""
    if isinstance(error, ServiceError) and not isinstance(error, RemoteRefused):
        return error
    if isinstance(error, OperationalError | InterfaceError):
        return DependencyUnavailable(retry_after=1)
    return InternalError()


def is_of_a_further_hop(error: ServiceError) -> bool:
    """Whether a service behind this one failed. It has been retried from here; retries at every hop would multiply."""
    return isinstance(error, DependencyUnavailable | DeadlineExceeded) and "target" in error.extensions


def was_aborted(call: Any) -> bool:
    """Whether somebody called `context.abort`: the exception it raises has said everything already."""
    return call.code() is not None
