"""Holds a call to the user whose token it carries: a service that forwards Alice's token cannot ask about Bob."""

from __future__ import annotations

from typing import Any

import grpc

from servicekit.grpc.access import Access
from servicekit.grpc.context import caller, principal
from servicekit.grpc.serving.step import Behavior, RequestStep, refuse


class Scope(RequestStep):
    """Stands behind the steps that establish caller, user and session: a method without a line never gets this far."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def wrapped(self, method: str, inner: Behavior) -> Behavior:
        def behavior(request: Any, call: grpc.ServicerContext) -> Any:
            if refusal := self._access[method].refusal(request, principal()):
                refuse(method, call, refusal, caller=caller())
            return inner(request, call)

        return behavior
