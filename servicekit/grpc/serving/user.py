"""Verifies the user's token when one is forwarded: a bad one is refused, never served as if nobody had been named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc

from servicekit import context
from servicekit.auth.principal import Principal
from servicekit.errors import TokenInvalid, Unauthenticated
from servicekit.grpc.context import caller, on_behalf_of
from servicekit.grpc.serving.step import ServerStep, metadata, refuse

# Local and without a database: this step runs before the one that looks after connections.
Verify = Callable[[str], Principal]


class User(ServerStep):
    def __init__(self, verify: Verify) -> None:
        self._verify = verify

    def around(self, method: str, call: grpc.ServicerContext, proceed: Callable[[], Any]) -> Any:
        header = metadata(call).get("authorization")
        if header is None:
            return proceed()
        try:
            token = bearer_of(header)
            principal = self._verify(token)
        except Unauthenticated as error:
            refuse(method, call, error, caller=caller())
        with (
            on_behalf_of(principal),
            context.request_scope(context.request_id(), bearer=token, traceparent=context.traceparent()),
        ):
            context.signed_in(user_id=principal.id, username=principal.username)
            return proceed()


def bearer_of(header: str) -> str:
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenInvalid
    return token
