"""The failpoints of events and idempotent answers: whoever dies there leaves nothing undone, or done twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from rest_framework.test import APIClient

from servicekit.events import parking
from servicekit.events.consumer import Consumer
from servicekit.events.event import Envelope
from servicekit.events.lane import Lane
from servicekit.events.models import OutboxEvent
from servicekit.events.registry import Subscription
from servicekit.events.relay import Relay
from servicekit.faults.effects import Scripted
from servicekit.testing.clock import HeldClock
from servicekit.testing.faults import Faults
from servicekit.tests.events.counting import Counted, count, note, noted
from servicekit.tests.idempotency.kitchen import filled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("servicekit.tests.idempotency.kitchen")]


def relay_once(send: Callable[[Envelope], Awaitable[None]]) -> int:
    async def once() -> int:
        lane = Lane("relay")
        try:
            return await Relay(lane, send, asyncio.Event()).once()
        finally:
            await lane.close(within=5)

    return asyncio.run(once())


@pytest.mark.parametrize(("point", "sent"), [("events.relay.after-claim", 1), ("events.relay.before-mark", 2)])
def test_a_relay_that_dies_sends_again_once_its_lease_has_ended(
    faults: Faults, held_clock: HeldClock, point: str, sent: int
) -> None:
    taken: list[str] = []

    async def send(envelope: Envelope) -> None:
        taken.append(envelope.id)

    event = count(1)
    faults(site="point", where=point, effect="raise", times=1)
    with pytest.raises(Scripted):
        relay_once(send)
    assert relay_once(send) == 0
    held_clock.advance(seconds=11)
    assert relay_once(send) == 1
    assert taken == [event.id] * sent  # under one id: the broker drops the second
    assert not OutboxEvent.objects.filter(published_at=None).exists()


@pytest.mark.parametrize("point", ["events.consumer.before-commit", "events.consumer.before-ack"])
def test_a_consumer_that_dies_is_given_the_event_again_and_it_has_one_effect(faults: Faults, point: str) -> None:
    raw = count(1).to_json().encode()
    consumer = Consumer("counter", Subscription(Counted.subject, note), Lane("counter"))
    faults(site="point", where=point, effect="raise", times=1)
    assert consumer.handle(raw, 1) is not None  # again, later
    assert consumer.handle(raw, parking.MOST_DELIVERIES) is None
    assert noted() == [1]
    asyncio.run(consumer.lane.close(within=5))


def test_an_answer_that_was_not_kept_is_made_by_whoever_takes_over(
    faults: Faults, as_role: Callable[..., APIClient], held_clock: HeldClock
) -> None:
    client = as_role("customer", username="alice")
    faults(site="point", where="idempotency.before-answer-kept", effect="raise", times=1)
    headers = {"Idempotency-Key": "key-1"}
    first = client.post("/api/jars/", {"of": "plums"}, format="json", headers=headers)
    held_clock.advance(seconds=31)
    again = client.post("/api/jars/", {"of": "plums"}, format="json", headers=headers)
    assert (first.status_code, again.status_code) == (500, 201)
    assert len(filled()) == 1
