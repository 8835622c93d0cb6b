"""How a service's events stand: what waits for the broker, what is parked, what is dead."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Min

from servicekit.events import deadletters
from servicekit.events.models import OutboxEvent, ParkedEvent

PATIENCE = 0.3  # seconds per address: a broker on the same network greets within 1 ms


@dataclass(frozen=True)
class Outbox:
    waiting: int
    oldest_at: datetime | None


@dataclass(frozen=True)
class Summary:
    outbox: Outbox
    parked: int
    dead: int
    broker: bool


def summary() -> Summary:
    unsent = OutboxEvent.objects.filter(published_at=None).aggregate(waiting=Count("id"), oldest_at=Min("created_at"))
    return Summary(Outbox(**unsent), ParkedEvent.objects.count(), deadletters.waiting().count(), reachable())


def reachable() -> bool:
    """Whether one of the brokers greets: the process that is asked holds no connection to them, its worker does."""
    return any(_greets(url) for url in settings.SHOPMESH.nats_servers)


def _greets(url: str) -> bool:
    parts = urlsplit(url)
    with suppress(OSError), socket.create_connection((parts.hostname, parts.port or 4222), PATIENCE) as wire:
        wire.settimeout(PATIENCE)
        return wire.recv(5) == b"INFO "
    return False
