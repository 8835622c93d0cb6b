"""Bounds the threads one slow target can hold, so that a hung dependency costs its own callers only."""

from __future__ import annotations

import threading
from typing import Any

from servicekit.errors import DependencyUnavailable
from servicekit.grpc.client.step import CallDetails, ClientStep, Proceed

PLACES = 16


class Bulkhead(ClientStep):
    def __init__(self, places: threading.BoundedSemaphore, target: str) -> None:
        self._places = places
        self._target = target

    def around(self, call: CallDetails, proceed: Proceed) -> Any:
        # Waiting for a place would be the queue this exists to prevent.
        if not self._places.acquire(blocking=False):
            raise DependencyUnavailable(retry_after=1, target=self._target)
        try:
            return proceed(call)
        finally:
            self._places.release()
