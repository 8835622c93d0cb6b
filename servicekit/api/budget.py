"""The time a request has and how much it matters: told by the gateway, in headers that no client gets through it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

DEFAULT = 10.0  # seconds; the gateway's own, for whoever asks a service directly
LONGEST = 60.0  # seconds; nobody is still waiting then: the gateway gives up after 10


class Budget(NamedTuple):
    """`waited`: seconds since the gateway passed the request on. `seconds`: what it had in all."""

    waited: float
    seconds: float
    priority: str

    @property
    def left(self) -> float:
        return self.seconds - self.waited


def of(environ: Mapping[str, Any], now: float) -> Budget:
    """From a WSGI environment, or Django's META; `now` in seconds since 1970.

    The start is a time of the gateway's clock. On one machine that is ours; from another it must be within a few
    milliseconds of ours (NTP): what it is behind is taken from every budget and counts as waiting, what it is ahead is
    added. A start in the future counts as now, and so does one that is over a minute old, which nobody would be waiting
    for: that is a wrong clock or no time at all, and must not make every request late.
    """
    return Budget(
        waited=_between(now - _number(environ.get("HTTP_X_REQUEST_START")), otherwise=0.0),
        seconds=_between(_number(environ.get("HTTP_X_REQUEST_BUDGET")), otherwise=DEFAULT),
        priority=environ.get("HTTP_X_REQUEST_PRIORITY", ""),
    )


def _number(text: str | None) -> float:
    try:
        return float(text or "nan")
    except ValueError:
        return float("nan")


def _between(seconds: float, *, otherwise: float) -> float:
    return seconds if 0 < seconds <= LONGEST else otherwise  # false for what is no number
