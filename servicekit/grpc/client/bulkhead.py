"""Bounds the threads one slow target can hold, so that a hung dependency costs its own callers only."""

from __future__ import annotations

from typing import Any

from servicekit import metrics, tracing
from servicekit.errors import DependencyUnavailable
from servicekit.grpc.bulkhead import Places
from servicekit.grpc.client.step import Call, ClientStep, Proceed, Remote


class Bulkhead(ClientStep):
    def __init__(self, remote: Remote, places: Places) -> None:
        self._limit = remote.policy.places
        self._places = places
        self._target = remote.target
        self._in_flight = metrics.BULKHEAD_IN_FLIGHT.labels(remote.target)
        self._rejections = metrics.BULKHEAD_REJECTIONS.labels(remote.target, remote.method)

    def around(self, call: Call, proceed: Proceed) -> Any:
        if not self._places.take(self._limit):
            self._rejections.inc()
            tracing.happened("bulkhead.rejected", target=self._target, places=self._limit)
            raise DependencyUnavailable(retry_after=1, target=self._target)
        # Not a function that reads the count: of the web's worker processes nobody could ask all.
        self._in_flight.inc()
        try:
            return proceed(call)
        finally:
            self._in_flight.dec()
            self._places.leave()
