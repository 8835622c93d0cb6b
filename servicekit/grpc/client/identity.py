"""Sends along for whom and under which request the call is made. The service itself is named by its certificate."""

from __future__ import annotations

from typing import Any

from servicekit import context
from servicekit.grpc.client.step import CallDetails, ClientStep, Proceed


class Identity(ClientStep):
    def around(self, call: CallDetails, proceed: Proceed) -> Any:
        bearer = context.bearer()
        known = {
            "authorization": f"Bearer {bearer}" if bearer else "",
            "x-request-id": context.request_id(),
            "traceparent": context.traceparent(),
        }
        return proceed(call.carrying(*((key, value) for key, value in known.items() if value)))
