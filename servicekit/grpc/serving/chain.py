"""All steps of a server as one interceptor, put together once per method: grpc would do it again at every call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import grpc

from servicekit.grpc.serving.bulkhead import Bulkhead
from servicekit.grpc.serving.step import Behavior, Handler, RequestStep, is_unguarded, on_executor, with_behavior


class Guarded(NamedTuple):
    """What a method's calls get: the handler behind all steps, or the refusal behind those that come first."""

    served: Handler
    refused: Handler


class Chain(grpc.ServerInterceptor):
    def __init__(self, first: Sequence[RequestStep], bulkhead: Bulkhead, then: Sequence[RequestStep]) -> None:
        """Outermost first. The steps in `first` also stand around a refusal: a stranger learns nothing about load."""
        self._first = first
        self._bulkhead = bulkhead
        self._then = then
        self._known: dict[str, Guarded] = {}

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Handler | None],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler | None:
        """Runs as the call arrives, on gRPC's polling thread: inside the pool it would only see what fits in it."""
        method = handler_call_details.method
        guarded = self._known.get(method)
        if guarded is None:
            handler = continuation(handler_call_details)
            if handler is None or is_unguarded(method):
                return handler
            behavior = handler.unary_unary
            if behavior is None:  # the steps do not guard streams, so there are none: gRPC answers UNIMPLEMENTED
                return None
            guarded = self._known[method] = self._guarded(method, handler, behavior)
        return guarded.served if self._bulkhead.admits(handler_call_details.invocation_metadata) else guarded.refused

    def _guarded(self, method: str, handler: Handler, behavior: Behavior) -> Guarded:
        served = wrapped([*self._first, *self._then], method, behavior)
        refused = wrapped(self._first, method, self._bulkhead.refusal(method))
        return Guarded(
            with_behavior(handler, served),
            with_behavior(handler, on_executor(refused, self._bulkhead.refusals)),
        )


def wrapped(steps: Sequence[RequestStep], method: str, behavior: Behavior) -> Behavior:
    for step in reversed(steps):
        behavior = step.wrapped(method, behavior)
    return behavior
