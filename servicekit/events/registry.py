"""What a service listens to and does regularly, as values its wiring hands to the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings

from servicekit.events.event import Envelope

Handler = Callable[[Envelope], None]


@dataclass(frozen=True)
class Subscription:
    """`handler` runs for every event of `subject` ("order.placed.v1"), in one transaction with its inbox row.

    It must do no network call: what has to leave the database is another event or a row for a Periodic job.

    `part` tells apart what a service does at one subject in several places: each hears every event, in a transaction
    and at a pace of its own, and none of them waits for another that fails.
    """

    subject: str
    handler: Handler
    part: str = ""

    def consumer(self, service: str) -> str:
        """The durable name at the broker and in the inbox: order_service__payment_captured_v1."""
        name = f"{service}__{self.subject.replace('.', '_')}"
        return f"{name}__{self.part}" if self.part else name


@dataclass(frozen=True)
class Periodic:
    """A job of the worker: `run` is called every `every` seconds in a thread of its own, one call at a time.

    Two workers may run it at once, so it claims what it works on.
    """

    name: str
    every: float
    run: Callable[[], object]


def by_consumer(service: str, subscriptions: Iterable[Subscription]) -> dict[str, Subscription]:
    """Two handlers of one subject would share a durable and each miss half of the events, so that is refused."""
    found: dict[str, Subscription] = {}
    for subscription in subscriptions:
        if found.setdefault(subscription.consumer(service), subscription) is not subscription:
            raise ValueError(f"{service} subscribes to {subscription.subject} twice: give one of them a part")
    return found


def subscribed() -> dict[str, Subscription]:
    """What the service of this process listens to, by durable name."""
    service = settings.SHOPMESH.service
    return by_consumer(service, import_module(f"{service}.wiring").subscriptions())
