"""Names the caller from its certificate and refuses what the allow list does not grant it. Nothing else is believed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import grpc

from servicekit.errors import Forbidden
from servicekit.grpc.access import Access
from servicekit.grpc.context import called_by
from servicekit.grpc.mtls import TRUST_DOMAIN
from servicekit.grpc.serving.step import ServerStep, refuse


class Identity(ServerStep):
    def __init__(self, access: Access) -> None:
        self._access = access

    def around(self, method: str, call: grpc.ServicerContext, proceed: Callable[[], Any]) -> Any:
        caller = service_of(call)
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
