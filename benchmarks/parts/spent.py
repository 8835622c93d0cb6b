"""Where the time of a checkout goes, read from its spans: a moment belongs to the innermost thing going on in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servicekit.testing.collector import Seen

STATEMENTS = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SET"})
PROVIDER = "payment provider"

Interval = tuple[float, float]


@dataclass(frozen=True)
class Shares:
    """Of the time of a request, 0 to 1. They add up to 1."""

    database: float
    provider: float
    # Between a caller's span and its handler's: serialisation, TLS, the wire, the wait for a thread.
    grpc: float
    # What is left: the services' own code and Django.
    services: float


def shares(traces: Iterable[Sequence[Seen]]) -> Shares:
    """Of requests that had the mesh to themselves, so that nothing overlaps but what is nested."""
    whole = database = provider = wire = 0.0
    for spans in traces:
        request = next(span for span in spans if not span.parent_id or span.name.startswith("POST "))
        window = (request.began, request.ended)
        in_database = covered([span for span in spans if span.name in STATEMENTS], window)
        at_provider = covered([span for span in spans if span.name.endswith(PROVIDER)], window)
        calls = covered([span for span in spans if span.kind == "client" and span.name.startswith("shop.")], window)
        handled = covered([span for span in spans if span.kind == "server" and span.name.startswith("shop.")], window)
        whole += request.seconds
        database += length(in_database)
        provider += length(at_provider)
        wire += length(calls) - length(handled)
    rest = whole - database - provider - wire
    return Shares(*(round(part / whole, 3) for part in (database, provider, wire, rest)))


def covered(spans: Iterable[Seen], window: Interval) -> list[Interval]:
    """The moments in `window` in which at least one of `spans` was going on."""
    made: list[Interval] = []
    for began, ended in sorted((max(span.began, window[0]), min(span.ended, window[1])) for span in spans):
        if began >= ended:
            continue
        if made and began <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], ended))
        else:
            made.append((began, ended))
    return made


def length(intervals: Iterable[Interval]) -> float:
    return sum(ended - began for began, ended in intervals)
