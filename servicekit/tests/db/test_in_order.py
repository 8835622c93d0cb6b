"""A consumer handles the events of one aggregate one after the other, without a gap. On SQLite and on PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, connections
from uuid6 import UUID as UUID6

from servicekit import clock
from servicekit.events import deadletters, housekeeping, inbox, parking, positions, replaying
from servicekit.events.event import Envelope
from servicekit.events.inbox import Outcome
from servicekit.events.models import (
    AggregateSequence,
    ConsumerPosition,
    DeadLetter,
    InboxMessage,
    OutboxEvent,
    ParkedEvent,
)
from servicekit.events.registry import Subscription
from servicekit.ids import uuid7
from servicekit.testing.clock import HeldClock
from servicekit.tests.events.counting import Counted, count, note, noted

pytestmark = pytest.mark.django_db(transaction=True)

CONSUMER = "counting"
LISTENING = Subscription(Counted.subject, note)
ELEVEN_MINUTES = timedelta(minutes=11).total_seconds()


def accept(envelope: Envelope) -> Outcome:
    return inbox.accept(CONSUMER, note, envelope)


def sweep(subscription: Subscription = LISTENING) -> None:
    parking.sweep({CONSUMER: subscription})


def unnumbered(envelope: Envelope) -> Envelope:
    """As a relay of the version before sends it."""
    return replace(envelope, type_seq=0, previous_id="")


def poison(envelope: Envelope) -> DeadLetter:
    error = ValueError("sick")
    return deadletters.record(
        consumer=CONSUMER, subject=envelope.subject, raw=envelope.to_json().encode(), error=error, attempts=5
    )


def test_each_subject_of_an_aggregate_has_numbers_of_its_own_and_names_the_one_before() -> None:
    first, second, other = count(1), count(2), count(3, counter="b")
    assert [e.type_seq for e in (first, second, other)] == [1, 2, 1]
    assert [e.previous_id for e in (first, second, other)] == ["", first.id, ""]
    assert accept(first) is Outcome.DONE  # and so an event of another subject and another aggregate
    assert count(4).type_seq == 3


def test_one_that_comes_too_early_waits_and_follows_in_the_transaction_of_the_missing_one() -> None:
    first, second, third, other = count(1), count(2), count(3), count(4, counter="b")
    assert accept(first) is Outcome.DONE
    assert accept(third) is Outcome.PARKED
    assert accept(third) is Outcome.PARKED
    assert accept(other) is Outcome.DONE
    assert noted() == [1, 4]
    assert accept(second) is Outcome.DONE
    assert noted() == [1, 4, 2, 3]
    assert not ParkedEvent.objects.exists()
    assert [accept(envelope) for envelope in (first, second, third)] == [Outcome.DUPLICATE] * 3


def test_a_sick_one_among_the_parked_takes_nobody_else_along() -> None:
    def sick(envelope: Envelope) -> None:
        note(envelope)
        if envelope.data["number"] == 2:
            raise ValueError("sick")

    first, second, third = count(1), count(2), count(3)
    accept(third)
    accept(second)
    assert inbox.accept(CONSUMER, sick, first) is Outcome.DONE
    assert noted() == [1]
    assert ParkedEvent.objects.get(type_seq=2).attempts == 1


def test_parked_and_failing_it_is_tried_five_times_and_then_a_dead_letter(held_clock: HeldClock) -> None:
    def sick(_: Envelope) -> None:
        raise ValueError("sick")

    accept(count(1))
    second, third = count(2), count(3)
    accept(third)
    with pytest.raises(ValueError, match="sick"):
        inbox.accept(CONSUMER, sick, second)
    letter = poison(second)
    letter.delete()
    parking.park(CONSUMER, second)
    ParkedEvent.objects.update(next_attempt_at=clock.now())
    for _ in range(parking.MOST_DELIVERIES):
        sweep(Subscription(Counted.subject, sick))
        held_clock.advance(seconds=10)
    letter = DeadLetter.objects.get()
    assert (str(letter.event_id), letter.reason, letter.attempts) == (second.id, "failed", 5)
    assert [row.type_seq for row in ParkedEvent.objects.all()] == [3]
    assert replaying.replay(letter, LISTENING)
    assert noted() == [1, 2, 3]


def test_a_gap_that_stays_becomes_a_dead_letter_and_replayed_it_is_handled_without_what_is_missing(
    held_clock: HeldClock,
) -> None:
    first, second, third, fourth = (count(number) for number in (1, 2, 3, 4))
    for envelope in (first, third, fourth):
        accept(envelope)
    sweep()
    assert not DeadLetter.objects.exists()
    held_clock.advance(seconds=ELEVEN_MINUTES)
    sweep()
    held_clock.advance(seconds=ELEVEN_MINUTES)
    sweep()
    letter = deadletters.with_those_behind(deadletters.waiting()).get()
    assert (str(letter.event_id), letter.reason, letter.attempts) == (third.id, "gap", 0)
    assert (letter.aggregate, letter.aggregate_id, letter.type_seq) == ("counter", "a", 3)
    assert getattr(letter, "waiting_behind") == 1
    assert replaying.replay(letter, LISTENING)
    assert noted() == [1, 3, 4]
    assert accept(second) is Outcome.LATE
    assert noted() == [1, 3, 4]
    assert replaying.replay(deadletters.waiting().get(), LISTENING)
    assert noted() == [1, 3, 4, 2]


def test_behind_a_dead_letter_everything_waits_however_long(held_clock: HeldClock) -> None:
    first, second, third = count(1), count(2), count(3)
    letter = poison(first)
    assert [accept(second), accept(third)] == [Outcome.PARKED] * 2
    for _ in range(3):
        held_clock.advance(seconds=ELEVEN_MINUTES)
        sweep()
    assert DeadLetter.objects.get() == letter
    assert replaying.replay(letter, LISTENING)
    assert noted() == [1, 2, 3]
    assert replaying.replay(letter, LISTENING)
    assert noted() == [1, 2, 3]


def test_one_that_died_before_it_could_be_parked_waits_for_its_turn_when_it_is_replayed() -> None:
    first, second = poison(count(1)), poison(count(2))
    assert replaying.replay(second, LISTENING)
    assert noted() == []
    assert replaying.replay(first, LISTENING)
    assert noted() == [1, 2]


def test_more_than_fit_into_one_transaction_follow_with_the_next_looks(
    held_clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parking, "BATCH", 2)
    events = [count(number) for number in range(6)]
    for envelope in events[1:]:
        accept(envelope)
    accept(events[0])
    assert noted() == [0, 1, 2]
    sweep()
    assert noted() == [0, 1, 2, 3, 4]
    sweep()
    assert noted() == list(range(6))


def test_one_parked_event_that_cannot_be_read_does_not_keep_the_others(held_clock: HeldClock) -> None:
    for counter in "ab":
        count(1, counter=counter)
        accept(count(2, counter=counter))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE events_parkedevent SET envelope = 'v1:x:y' WHERE aggregate_id = 'a'")
    held_clock.advance(seconds=ELEVEN_MINUTES)
    sweep()
    assert DeadLetter.objects.get().aggregate_id == "b"


def test_an_older_relay_sends_no_numbers_and_those_that_follow_it_are_not_held_up() -> None:
    first, second, third = count(1), count(2), count(3)
    assert accept(unnumbered(first)) is Outcome.DONE
    assert accept(second) is Outcome.DONE
    assert accept(unnumbered(third)) is Outcome.DONE
    assert accept(count(4)) is Outcome.DONE
    assert noted() == [1, 2, 3, 4]


def test_what_an_older_consumer_has_handled_is_known_from_its_inbox() -> None:
    first, second = count(1), count(2)
    InboxMessage.objects.create(consumer=CONSUMER, event_id=first.id)
    assert accept(second) is Outcome.DONE
    assert accept(first) is Outcome.DUPLICATE
    assert noted() == [2]


def test_rows_that_an_older_process_writes_are_sent_without_a_number_and_counted_on() -> None:
    first = count(1)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_aggregatesequence (aggregate, aggregate_id, last_seq) VALUES ('counter', 'a', 1) "
            "ON CONFLICT (aggregate, aggregate_id) DO UPDATE SET last_seq = events_aggregatesequence.last_seq + 1"
        )
        cursor.execute(
            "INSERT INTO events_outboxevent (id, aggregate, aggregate_id, seq, type, version, payload, trace, "
            "created_at, published_at, attempts, next_attempt_at, last_error) "
            "SELECT %s, aggregate, aggregate_id, seq + 1, type, version, payload, trace, "
            "created_at, published_at, attempts, next_attempt_at, last_error FROM events_outboxevent",
            [uuid7().hex if connection.vendor == "sqlite" else uuid7()],
        )
    older = OutboxEvent.objects.get(seq=2).envelope
    third = count(3)
    assert (older.type_seq, older.previous_id, third.seq, third.type_seq) == (0, "", 3, 2)
    assert third.previous_id == first.id
    assert [accept(envelope) for envelope in (first, older, third)] == [Outcome.DONE] * 3


def test_a_young_consumer_begins_where_the_stream_begins() -> None:
    long_ago = int((clock.now() - timedelta(days=8)).timestamp() * 1000)
    before = str(UUID6(int=(long_ago << 80) | (7 << 76) | (2 << 62), version=7))
    sixth = replace(count(6), type_seq=6, previous_id=before)
    assert accept(sixth) is Outcome.DONE
    assert ConsumerPosition.objects.get().last_seq == 6
    ninth = replace(count(9), type_seq=9, previous_id=before)
    assert accept(ninth) is Outcome.PARKED  # it has begun: what is missing now, it has missed


@pytest.mark.parametrize("previous", ["", "nonsense", str(uuid7()), "6ba7b810-9dad-11d1-80b4-00c04fd430c8"])
def test_a_young_consumer_waits_for_what_may_still_come(previous: str) -> None:
    assert accept(replace(count(6), type_seq=6, previous_id=previous)) is Outcome.PARKED


def test_eight_threads_deliver_everything_at_once_and_order_is_kept() -> None:
    events = [count(number, counter="ab"[number % 2]) for number in range(16)]

    def shuffled(thread: int) -> None:
        try:
            for position in range(len(events)):
                accept(events[(position * 7 + thread * 3) % len(events)])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(shuffled, range(8)))
    assert noted("a") == list(range(0, 16, 2))
    assert noted("b") == list(range(1, 16, 2))
    assert not ParkedEvent.objects.exists()


def test_positions_of_quiet_aggregates_go_and_those_that_hold_something_stay(held_clock: HeldClock) -> None:
    accept(count(1, counter="quiet"))
    accept(replace(count(1, counter="parked"), type_seq=2, previous_id=""))
    letter = poison(count(1, counter="dead"))
    positions.lock(CONSUMER, letter.aggregate, letter.aggregate_id)
    held_clock.advance(days=31)
    accept(count(1, counter="busy"))
    assert housekeeping.purge_positions() == 1
    assert set(ConsumerPosition.objects.values_list("aggregate_id", flat=True)) == {"parked", "dead", "busy"}
    assert AggregateSequence.objects.filter(aggregate=Counted.subject).count() == 4
