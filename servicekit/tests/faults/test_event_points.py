"""The failpoints of parked events and dead letters: whoever dies there is followed by one who finds it as it was."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from servicekit.events import deadletters, parking, replaying
from servicekit.events.consumer import Consumer
from servicekit.events.event import Envelope
from servicekit.events.lane import Lane
from servicekit.events.models import DeadLetter, OutboxEvent, ParkedEvent
from servicekit.events.parking import MOST_DELIVERIES
from servicekit.events.registry import Subscription
from servicekit.faults.effects import Scripted
from servicekit.testing.clock import HeldClock
from servicekit.testing.faults import Faults
from servicekit.tests.events.counting import Counted, count, note, noted

pytestmark = pytest.mark.django_db(transaction=True)

SUBSCRIPTION = Subscription(Counted.subject, note)


@pytest.fixture
def consumer() -> Iterator[Consumer]:
    made = Consumer("counter", SUBSCRIPTION, Lane("counter"))
    yield made
    asyncio.run(made.lane.close(within=5))


def raw(envelope: Envelope) -> bytes:
    return envelope.to_json().encode()


def test_an_event_whose_sender_dies_before_its_commit_was_never_sent(faults: Faults) -> None:
    faults(site="point", where="events.outbox.after-insert", effect="raise", times=1)
    with pytest.raises(Scripted):
        count(1)
    assert not OutboxEvent.objects.exists()
    assert (count(1).type_seq, OutboxEvent.objects.count()) == (1, 1)


def test_a_consumer_that_dies_with_an_event_in_hand_is_given_it_again(faults: Faults, consumer: Consumer) -> None:
    event = raw(count(1))
    faults(site="point", where="events.consumer.before-handling", effect="raise", times=1)
    with pytest.raises(Scripted):
        consumer.handle(event, 1)
    assert noted() == []
    assert consumer.handle(event, 2) is None
    assert noted() == [1]


def test_an_event_that_came_early_is_parked_however_often_somebody_dies_of_it(
    faults: Faults, consumer: Consumer
) -> None:
    first, second = raw(count(1)), raw(count(2))
    dying = faults(site="point", where="events.parked.before-commit", effect="raise", times=1)
    assert consumer.handle(second, 1) is not None  # again, later
    assert not ParkedEvent.objects.exists()
    assert consumer.handle(second, 2) is None
    assert ParkedEvent.objects.count() == 1
    assert consumer.handle(first, 1) is None
    assert (noted(), ParkedEvent.objects.count(), faults.happened(dying)) == ([1, 2], 0, 1)


def test_whoever_dies_taking_along_what_waited_has_done_neither(faults: Faults, consumer: Consumer) -> None:
    first, second = raw(count(1)), raw(count(2))
    consumer.handle(second, 1)
    faults(site="point", where="events.parked.after-release", effect="raise", times=1)
    assert consumer.handle(first, 1) is not None
    assert (noted(), ParkedEvent.objects.count()) == ([], 1)
    assert consumer.handle(first, 2) is None
    assert (noted(), ParkedEvent.objects.count()) == ([1, 2], 0)


def test_a_gap_becomes_one_dead_letter_whoever_dies_writing_it(
    faults: Faults, consumer: Consumer, held_clock: HeldClock
) -> None:
    count(1)
    consumer.handle(raw(count(2)), 1)
    held_clock.advance(seconds=parking.GAP_AFTER.total_seconds() + 1)
    dying = faults(site="point", where="events.parked.before-sweep-commit", effect="raise", times=1)
    parking.sweep({"counter": SUBSCRIPTION})
    assert (ParkedEvent.objects.count(), DeadLetter.objects.count(), faults.happened(dying)) == (1, 0, 1)
    parking.sweep({"counter": SUBSCRIPTION})
    assert (ParkedEvent.objects.count(), DeadLetter.objects.count()) == (0, 1)


def test_a_dead_letter_that_was_recorded_twice_is_one(faults: Faults, consumer: Consumer) -> None:
    event = raw(count(1))
    faults(site="point", where="events.consumer.before-commit", effect="raise", times=2)
    faults(site="point", where="events.dead-letter.after-record", effect="raise", times=1)
    with pytest.raises(Scripted):
        consumer.handle(event, MOST_DELIVERIES)
    assert consumer.handle(event, MOST_DELIVERIES + 1) is None
    assert ([letter.event_id for letter in deadletters.waiting()], noted()) == ([DeadLetter.objects.get().event_id], [])


@pytest.mark.parametrize(("point", "done"), [("events.replay.before-commit", 0), ("events.replay.after-commit", 1)])
def test_a_replay_that_was_cut_off_happens_once(faults: Faults, consumer: Consumer, point: str, done: int) -> None:
    broken = faults(site="point", where="events.consumer.before-commit", effect="raise", times=1)
    consumer.handle(raw(count(1)), MOST_DELIVERIES)
    assert faults.happened(broken) == 1
    faults(site="point", where=point, effect="raise", times=1)
    letter = DeadLetter.objects.get()
    try:
        assert not replaying.replay(letter, SUBSCRIPTION)
    except Scripted:
        assert done
    assert len(noted()) == done
    for letter in deadletters.waiting():
        assert replaying.replay(letter, SUBSCRIPTION)
    assert (noted(), deadletters.waiting().count()) == ([1], 0)
