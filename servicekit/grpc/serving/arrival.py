"""Opens what belongs to one call: its request id, its priority, and the span that continues the caller's trace."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import grpc

from servicekit import context, tracing
from servicekit.grpc.serving.bulkhead import PRIORITY_KEY
from servicekit.grpc.serving.step import ServerStep, metadata
from servicekit.ids import uuid7

TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}", re.ASCII)


class Arrival(ServerStep):
    def around(self, method: str, call: grpc.ServicerContext, proceed: Callable[[], Any]) -> Any:
        sent = metadata(call)
        traceparent = sent.get("traceparent", "")
        with (
            context.request_scope(
                sent.get("x-request-id") or str(uuid7()),
                traceparent=traceparent if TRACEPARENT.fullmatch(traceparent) else "",
            ),
            context.priority_of(sent.get(PRIORITY_KEY, "")),
            tracing.span(method[1:], kind="server", **{"rpc.system": "grpc", "priority": context.priority()}),
        ):
            return proceed()
