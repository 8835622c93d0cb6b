"""What every outgoing step is built on: a call is made by `proceed`, which returns the finished call or raises."""

from __future__ import annotations

import dataclasses
from abc import abstractmethod
from collections.abc import Callable
from typing import Any

import grpc


@dataclasses.dataclass(frozen=True)
class CallDetails(grpc.ClientCallDetails):
    """One attempt, as gRPC wants it described."""

    method: str
    timeout: float | None
    metadata: tuple[tuple[str, str | bytes], ...] | None
    credentials: grpc.CallCredentials | None = None
    wait_for_ready: bool | None = None
    compression: grpc.Compression | None = None

    def within(self, seconds: float) -> CallDetails:
        return dataclasses.replace(self, timeout=seconds)

    def carrying(self, *metadata: tuple[str, str]) -> CallDetails:
        return dataclasses.replace(self, metadata=(*(self.metadata or ()), *metadata))


Proceed = Callable[[CallDetails], Any]


class ClientStep(grpc.UnaryUnaryClientInterceptor):
    """One concern around every call of a channel."""

    @abstractmethod
    def around(self, call: CallDetails, proceed: Proceed) -> Any: ...

    def intercept_unary_unary(
        self,
        continuation: Callable[[grpc.ClientCallDetails, Any], Any],
        client_call_details: grpc.ClientCallDetails,
        request: Any,
    ) -> Any:
        def proceed(details: CallDetails) -> Any:
            # gRPC hands failures over as values; steps read better with exceptions.
            outcome = continuation(details, request)
            if error := outcome.exception():
                raise error
            return outcome

        return self.around(_details(client_call_details), proceed)


def _details(given: grpc.ClientCallDetails) -> CallDetails:
    if isinstance(given, CallDetails):
        return given
    names = [field.name for field in dataclasses.fields(CallDetails)]
    return CallDetails(**{name: getattr(given, name) for name in names})
