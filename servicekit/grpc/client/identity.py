"""Sends along for whom and under which request the call is made. The service itself is named by its certificate."""

from __future__ import annotations

from typing import Any

from servicekit import context
from servicekit.grpc.client.step import Call, ClientStep, Proceed


class Identity(ClientStep):
    def around(self, call: Call, proceed: Proceed) -> Any:
        bearer = context.bearer()
        known = (
            ("authorization", f"Bearer {bearer}" if bearer else ""),
            ("x-request-id", context.request_id()),
            ("traceparent", context.traceparent()),
            ("x-priority", "critical" if context.priority() == "critical" else ""),  # normal goes without saying
        )
        return proceed(call.carrying(*(pair for pair in known if pair[1])))
