"""Every failpoint of events, hit once while events flow: afterwards everything has happened, once and in order."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from servicekit import events
from servicekit.events import deadletters, parking, replaying
from servicekit.events.consumer import Consumer
from servicekit.events.event import Envelope
from servicekit.events.lane import Lane
from servicekit.events.models import DeadLetter, OutboxEvent, ParkedEvent
from servicekit.events.registry import Subscription
from servicekit.events.relay import Relay
from servicekit.faults.effects import Scripted
from servicekit.testing.clock import HeldClock
from servicekit.testing.faults import Faults
from servicekit.tests.events.counting import Counted, count, note, noted

pytestmark = pytest.mark.django_db(transaction=True)

CONSUMER = "counting"
# Published: 1 to 4 of one aggregate, and 2 of another, of which the broker loses 1.
POINTS = sorted(
    {
        name
        for path in Path(str(events.__file__)).parent.rglob("*.py")
        for name in re.findall(r'failpoint\("([a-z.-]+)"\)', path.read_text(encoding="utf-8"))
    }
)


@dataclass
class Shop:
    """A sender, a broker that shuffles, and a consumer with a handler that is sick of the number 3 until healed."""

    clock: HeldClock
    sick: bool = True
    published: list[tuple[str, int]] = field(default_factory=list)
    in_flight: list[Envelope] = field(default_factory=list)
    deliveries: dict[str, int] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def handler(self, envelope: Envelope) -> None:
        note(envelope)
        if self.sick and envelope.data["number"] == 3:
            raise ValueError("sick")

    @property
    def subscription(self) -> Subscription:
        return Subscription(Counted.subject, self.handler)

    def publish(self) -> None:
        wanted = [("a", number) for number in (1, 2, 3, 4)] + [("lost", 1), ("lost", 2)]
        for counter, number in wanted[len(self.published) :]:
            count(number, counter=counter)
            self.published.append((counter, number))

    async def take(self, envelope: Envelope) -> None:
        """What the broker does: an id once, and one event is lost with its disk."""
        of_ours = envelope.type == Counted.TYPE and (envelope.aggregate_id, envelope.type_seq) != ("lost", 1)
        if of_ours and envelope.id not in self.known:
            self.known.add(envelope.id)
            self.in_flight.insert(0, envelope)  # the newest first: as much out of order as can be

    def relay(self) -> None:
        async def once() -> None:
            lane = Lane("relay")
            try:
                await Relay(lane, self.take, asyncio.Event()).once()
            finally:
                await lane.close(within=5)

        asyncio.run(once())

    def consume(self) -> None:
        lane = Lane(CONSUMER)
        try:
            for envelope in list(self.in_flight):
                times = self.deliveries[envelope.id] = self.deliveries.get(envelope.id, 0) + 1
                with suppress(Scripted):
                    again = Consumer(CONSUMER, self.subscription, lane).handle(envelope.to_json().encode(), times)
                    if again is None:
                        self.in_flight.remove(envelope)
        finally:
            asyncio.run(lane.close(within=5))

    def look_after(self) -> None:
        """Time passes, and somebody replays what is dead, once it has been recorded."""
        self.clock.advance(minutes=11)
        parking.sweep({CONSUMER: self.subscription})
        if DeadLetter.objects.filter(reason="failed").exists():
            self.sick = False
        for letter in deadletters.waiting():
            if not self.sick or letter.reason == "gap":
                replaying.replay(letter, self.subscription)

    def goes_on(self) -> None:
        for step in (self.publish, self.relay, self.consume, self.consume, self.look_after):
            with suppress(Scripted):
                step()

    def finished(self) -> bool:
        left = [
            OutboxEvent.objects.filter(type=Counted.TYPE, published_at=None),
            ParkedEvent.objects.all(),
            deadletters.waiting(),
        ]
        return len(noted()) == 5 and not self.in_flight and not any(rows.exists() for rows in left)


@pytest.mark.parametrize("point", POINTS)
def test_whoever_dies_there_leaves_nothing_undone_and_nothing_done_twice(
    point: str, faults: Faults, held_clock: HeldClock
) -> None:
    shop = Shop(held_clock)
    if point == "events.relay.before-postpone":  # reached by a relay whose sending fails
        faults(site="point", where="events.relay.before-publish", effect="raise", times=1)
    fault = faults(site="point", where=point, effect="raise", times=1)
    for _ in range(25):
        shop.goes_on()
        if shop.finished() and faults.happened(fault):
            break
    assert shop.finished()
    assert faults.happened(fault) == 1
    assert (noted("a"), noted("lost")) == ([1, 2, 3, 4], [2])
    assert {UUID(one) for one in shop.known} <= set(OutboxEvent.objects.values_list("pk", flat=True))


def test_there_are_failpoints_at_every_commit_and_every_call() -> None:
    assert len(POINTS) >= 17
