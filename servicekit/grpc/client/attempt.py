"""Sends one attempt and notes how it ended: what is sent is counted here, where nothing can refuse it any more.

Attempts divided by calls is the amplification, and an outage must not bring it above 1.1.
"""

from __future__ import annotations

import functools
from typing import Any

import grpc

from servicekit import metrics, tracing
from servicekit.grpc.client.step import Call, ClientStep, Proceed, Remote


class Attempt(ClientStep):
    def __init__(self, remote: Remote) -> None:
        labels = metrics.CLIENT_ATTEMPTS.labels
        self._attempts = functools.cache(functools.partial(labels, remote.target, remote.method))

    def around(self, call: Call, proceed: Proceed) -> Any:
        try:
            answer = proceed(call)
        except grpc.RpcError as error:
            self._ended(call, error.code().name)
            raise
        self._ended(call, "OK")
        return answer

    def _ended(self, call: Call, code: str) -> None:
        call.record.codes.append(code)
        self._attempts(code).inc()
        tracing.happened("attempt", code=code)


def sender(method: Any) -> Proceed:
    """`method` is what gRPC calls a multi-callable: one method of one connection."""

    def send(call: Call) -> Any:
        if call.racer is not None:
            sent = method.future(call.request, timeout=call.timeout, metadata=call.metadata, **call.options)
            return call.racer.answer_of(sent)
        return method(call.request, timeout=call.timeout, metadata=call.metadata, **call.options)

    return send
