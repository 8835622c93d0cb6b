"""Turns a failed call into a ServiceError, so that no caller ever handles a grpc.RpcError."""

from __future__ import annotations

from typing import Any

import grpc

from servicekit.grpc import status
from servicekit.grpc.client.step import Call, ClientStep, Proceed


class Errors(ClientStep):
    def __init__(self, target: str) -> None:
        self._target = target

    def around(self, call: Call, proceed: Proceed) -> Any:
        try:
            return proceed(call)
        except grpc.RpcError as error:
            raise status.from_rpc_error(error, target=self._target) from error
