"""How a failed call is to be understood: did the other side say no, was it never asked, or does nobody know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import grpc

from order_service.orders.ports import NeverSent
from servicekit.errors import DependencyUnavailable
from servicekit.grpc.status import RemoteRefused

# Statuses by which a service says that it did not do this and never will. All others may pass, or hide an effect.
FINAL = frozenset({"INVALID_ARGUMENT", "FAILED_PRECONDITION", "NOT_FOUND", "ALREADY_EXISTS", "OUT_OF_RANGE"})

# What gRPC core says when no connection could be made, so that no byte of the request went out.
NO_CONNECTION = "failed to connect to all addresses"


@contextmanager
def told_apart() -> Iterator[None]:
    """NeverSent when nothing was asked; DependencyUnavailable for anything that is neither that nor a plain no."""
    try:
        yield
    except DependencyUnavailable as error:
        if never_sent(error):
            raise NeverSent(error.detail, retry_after=error.retry_after, **error.extensions) from error
        raise
    except RemoteRefused as refusal:
        if refusal.grpc in FINAL:
            raise
        raise DependencyUnavailable(retry_after=2) from refusal


def never_sent(error: DependencyUnavailable) -> bool:
    cause = error.__cause__
    if cause is None:  # the breaker or the bulkhead refused on this side
        return True
    return isinstance(cause, grpc.RpcError) and NO_CONNECTION in (cause.details() or "")
