"""Refuses the forwarded token of a session that has ended: a logout holds for calls inside the mesh too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc

from servicekit.auth.verifier import refuse_ended
from servicekit.grpc.context import principal
from servicekit.grpc.serving.step import ServerStep


class Session(ServerStep):
    """Looks into the database, so its place is behind the steps for connections and errors, not beside `User`."""

    def around(self, method: str, call: grpc.ServicerContext, proceed: Callable[[], Any]) -> Any:
        if user := principal():
            refuse_ended(user)
        return proceed()
