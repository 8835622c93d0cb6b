"""Scripted faults of a gRPC server: the innermost step, so that metrics, logs and error mapping see them as its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc

from servicekit.faults.effects import befall
from servicekit.faults.script import Script
from servicekit.grpc.serving.step import ServerStep


class ScriptedFaults(ServerStep):
    """Installed only where a script is armed."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def around(self, method: str, call: grpc.ServicerContext, proceed: Callable[[], Any]) -> Any:
        befall(self._script.meeting("rpc", method), method)
        answer = proceed()
        befall(self._script.meeting("rpc", method, after=True), method)
        return answer
