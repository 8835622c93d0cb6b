"""A little domain to send through the mesh: something is counted here, and noted there."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from servicekit.events import outbox
from servicekit.events.event import Envelope, Event
from servicekit.events.models import OutboxEvent


@dataclass(frozen=True)
class Counted(Event):
    TYPE = "counter.counted"
    number: int


@dataclass(frozen=True)
class Noted(Event):
    """The effect of a handler, in the database of the consumer: events are rows, and rows can be counted."""

    TYPE = "effect.noted"
    of: str
    number: int


def count(number: int, *, counter: str = "a") -> Envelope:
    with transaction.atomic():
        return outbox.publish(Counted(number=number), aggregate="counter", aggregate_id=counter)


def note(envelope: Envelope) -> None:
    outbox.publish(Noted(of=envelope.id, number=envelope.data["number"]), aggregate="effect", aggregate_id="all")


def noted(counter: str | None = None) -> list[int]:
    """The numbers whose effect is in the database, in the order of their effects."""
    ids = (
        {str(e.pk) for e in OutboxEvent.objects.filter(aggregate="counter", aggregate_id=counter)} if counter else None
    )
    effects = OutboxEvent.objects.filter(type=Noted.TYPE).order_by("seq")
    return [row.payload["number"] for row in effects if ids is None or row.payload["of"] in ids]


def wait_until(true: Callable[[], object], *, within: float = 20.0) -> None:
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.05)
