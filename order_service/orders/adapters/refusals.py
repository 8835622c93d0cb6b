"""How a failed call is to be understood: did the other side say no, was it never asked, or does nobody know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import grpc

from order_service.orders.ports import NeverSent
from servicekit.errors import DependencyUnavailable
from servicekit.grpc import status
from servicekit.grpc.client.retry import may_have_arrived
from servicekit.grpc.status import RemoteRefused

# Statuses by which a service says that it did not do this and never will. All others may pass, or hide an effect.
FINAL = frozenset({"INVALID_ARGUMENT", "FAILED_PRECONDITION", "NOT_FOUND", "ALREADY_EXISTS", "OUT_OF_RANGE"})


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
    """Without a gRPC failure behind it, the breaker or the bulkhead refused on this side."""
    cause = error.__cause__
    return not isinstance(cause, grpc.RpcError) or turned_away(cause) or not may_have_arrived(cause)


def turned_away(cause: grpc.RpcError) -> bool:
    """A full server says so before it does anything, and is not to be asked again at once."""
    return cause.code() is grpc.StatusCode.RESOURCE_EXHAUSTED and status.pushback(cause) is not None
