from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from servicekit.events import claims
from servicekit.events.event import Envelope
from servicekit.events.lane import Lane
from servicekit.events.models import OutboxEvent
from servicekit.events.relay import Relay
from servicekit.ids import uuid7
from servicekit.testing.clock import HeldClock
from servicekit.tests.events.counting import count, noted, wait_until
from servicekit.tests.events.nats_server import Nats
from servicekit.tests.events.running import Running

pytestmark = pytest.mark.django_db(transaction=True)


class Broker:
    """Takes every event, except the numbers it refuses."""

    def __init__(self, *refused: int) -> None:
        self.refused = set(refused)
        self.taken: list[tuple[str, int]] = []

    async def send(self, envelope: Envelope) -> None:
        number = envelope.data["number"]
        if number in self.refused:
            raise ConnectionError("refused")
        self.taken.append((envelope.aggregate_id, number))


def relay_once(send: Callable[[Envelope], Awaitable[None]], *, relays: int = 1) -> list[int]:
    async def all_at_once() -> list[int]:
        lanes = [Lane(f"relay-{number}") for number in range(relays)]
        try:
            return await asyncio.gather(*(Relay(lane, send, asyncio.Event()).once() for lane in lanes))
        finally:
            for lane in lanes:
                await lane.close(within=5)

    return asyncio.run(all_at_once())


def waiting() -> list[int]:
    return [row.payload["number"] for row in OutboxEvent.objects.filter(published_at=None).order_by("seq")]


def test_events_of_one_aggregate_leave_in_order_and_are_marked() -> None:
    broker = Broker()
    for number in range(5):
        count(number)
    assert relay_once(broker.send) == [5]
    assert broker.taken == [("a", number) for number in range(5)]
    assert waiting() == []


def test_a_refused_event_holds_back_its_own_aggregate_and_no_other(held_clock: HeldClock) -> None:
    broker = Broker(1)
    for number, counter in enumerate("aaabb"):
        count(number, counter=counter)
    relay_once(broker.send)
    assert sorted(broker.taken) == [("a", 0), ("b", 3), ("b", 4)]
    assert waiting() == [1, 2]
    refused = OutboxEvent.objects.get(seq=2, aggregate_id="a")
    assert (refused.attempts, refused.last_error) == (1, "ConnectionError: refused")
    broker.refused.clear()
    held_clock.advance(seconds=1)
    relay_once(broker.send)
    assert broker.taken[-2:] == [("a", 1), ("a", 2)]


def test_an_event_that_has_just_failed_waits_before_it_is_tried_again(held_clock: HeldClock) -> None:
    count(0)
    broker = Broker(0)
    for attempt in range(1, 6):
        relay_once(broker.send)
        row = OutboxEvent.objects.get()
        assert row.attempts == attempt
        assert 0 <= (row.next_attempt_at - held_clock()).total_seconds() <= 0.2 * 2**attempt
        held_clock.advance(seconds=10)


def test_two_relays_at_once_send_every_event_once() -> None:
    broker = Broker()
    for number in range(30):
        count(number, counter="abc"[number % 3])
    assert sum(relay_once(broker.send, relays=2)) == 30
    assert len(set(broker.taken)) == len(broker.taken) == 30


def test_what_one_relay_holds_another_leaves_alone_until_the_lease_ends(held_clock: HeldClock) -> None:
    count(0)
    count(1)
    assert [len(line) for line in claims.claim()] == [2]
    count(2)
    assert claims.claim() == []
    held_clock.advance(seconds=claims.LEASE.total_seconds())
    assert [[row.seq for row in line] for line in claims.claim()] == [[1, 2, 3]]


def test_an_event_with_an_older_id_that_commits_late_is_not_passed_over() -> None:
    broker = Broker()
    older = uuid7()
    count(1, counter="b")
    relay_once(broker.send)
    count(0, counter="a")
    OutboxEvent.objects.filter(published_at=None).update(id=older)
    relay_once(broker.send)
    assert broker.taken == [("b", 1), ("a", 0)]


def test_killed_between_sending_and_marking_the_effect_happens_once(
    nats: Nats, worker: Running, held_clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    nats.start()
    count(7)
    sent_again: list[int] = []

    def killed_first(ids: list[UUID]) -> None:
        sent_again.append(len(ids))
        if len(sent_again) == 1:
            raise SystemError("killed")
        OutboxEvent.objects.filter(pk__in=ids).update(published_at=held_clock())

    monkeypatch.setattr(claims, "sent", killed_first)

    def script() -> None:
        wait_until(lambda: noted() == [7])
        held_clock.advance(seconds=claims.LEASE.total_seconds())
        wait_until(lambda: waiting() == [])

    worker.during(script)
    assert len(sent_again) >= 2
    assert noted() == [7]
