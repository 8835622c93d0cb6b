"""Names the caller from its certificate and refuses what the allow list does not grant it. Nothing else is believed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import grpc

from servicekit import context
from servicekit.errors import Forbidden
from servicekit.grpc.access import Access
from servicekit.grpc.context import called_by
from servicekit.grpc.mtls import TRUST_DOMAIN
from servicekit.grpc.serving.step import ServerStep, metadata, refuse
from servicekit.ids import uuid7

TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}", re.ASCII)


class Identity(ServerStep):
    def __init__(self, access: Access) -> None:
        self._access = access

    def around(self, method: str, call: grpc.ServicerContext, proceed: Callable[[], Any]) -> Any:
        caller = service_of(call)
        sent = metadata(call)
        traceparent = sent.get("traceparent", "")
        with context.request_scope(
            sent.get("x-request-id") or str(uuid7()),
            traceparent=traceparent if TRACEPARENT.fullmatch(traceparent) else "",
        ):
            if not self._granted(method, caller):
                refuse(method, call, Forbidden("This service may not call this method."), caller=caller)
            with called_by(caller):
                return proceed()

    def _granted(self, method: str, caller: str) -> bool:
        grant = self._access.get(method)
        return grant is not None and caller in grant.callers


def service_of(call: grpc.ServicerContext) -> str:
    """The one mesh identity in the certificate; empty when it has none, or several."""
    names: Any = call.auth_context().get("x509_subject_alternative_name", ())
    found = [name for name in _decoded(names) if name.startswith(TRUST_DOMAIN)]
    return found[0].removeprefix(TRUST_DOMAIN) if len(found) == 1 else ""


def _decoded(names: Iterable[bytes]) -> Iterable[str]:
    return (name.decode("utf-8", "replace") for name in names)
