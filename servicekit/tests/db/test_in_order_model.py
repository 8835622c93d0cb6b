"""Delivery against a model of it: duplicated, shuffled, failing, cut off; nothing is lost, twice or out of order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.apps import apps
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from servicekit import clock
from servicekit.events import deadletters, inbox, parking, replaying
from servicekit.events.event import Envelope
from servicekit.events.inbox import Outcome
from servicekit.events.models import DeadLetter, ParkedEvent, Reason
from servicekit.events.registry import Handler, Subscription
from servicekit.tests.events.counting import Counted, count, note, noted

CONSUMER = "counting"
COUNTERS = st.sampled_from(["a", "b"])
EVENTS = st.integers(min_value=0, max_value=7)


class Died(BaseException):
    """The process is gone: nothing catches this but the end of the connection."""


def failing(_: Envelope) -> None:
    raise ValueError("sick")


@dataclass
class Line:
    """What the model knows of one aggregate, by `type_seq`."""

    sent: list[Envelope] = field(default_factory=list)
    last: int = 0
    handled: list[int] = field(default_factory=list)
    parked: set[int] = field(default_factory=set)
    dead: dict[int, str] = field(default_factory=dict)

    def deliver(self, number: int) -> Outcome:
        if number <= self.last:
            if number in self.handled:
                return Outcome.DUPLICATE
            self.dead[number] = Reason.GAP
            return Outcome.LATE
        if number > self.last + 1:
            self.parked.add(number)
            return Outcome.PARKED
        self.handle(number)
        return Outcome.DONE

    def handle(self, number: int) -> None:
        if number not in self.handled:
            self.handled.append(number)
        self.last = max(self.last, number)
        self.parked = {behind for behind in self.parked if behind > self.last}
        if self.last + 1 in self.parked:
            self.handle(self.last + 1)

    def gap(self) -> None:
        """Ten minutes are over."""
        if self.parked and not any(number > self.last for number in self.dead):
            first = min(self.parked)
            self.parked.remove(first)
            self.dead[first] = Reason.GAP


class Delivery(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now = datetime.now(UTC)
        self.clock = mock.patch.object(clock, "now", self.read_clock)
        self.clock.start()
        self.lines = {"a": Line(), "b": Line()}

    def teardown(self) -> None:
        self.clock.stop()
        for model in apps.get_app_config("events").get_models():
            model._default_manager.all().delete()

    def read_clock(self) -> datetime:
        return self.now

    def event(self, counter: str, position: int) -> Envelope | None:
        sent = self.lines[counter].sent
        return sent[position] if position < len(sent) else None

    @rule(counter=COUNTERS, times=st.integers(min_value=1, max_value=3))
    def publish(self, counter: str, times: int) -> None:
        sent = self.lines[counter].sent
        while times and len(sent) < 8:
            sent.append(count(len(sent) + 1, counter=counter))
            times -= 1

    @rule(counter=COUNTERS, position=EVENTS)
    def deliver(self, counter: str, position: int) -> None:
        """In any order, and any number of times."""
        if envelope := self.event(counter, position):
            expected = self.lines[counter].deliver(envelope.type_seq)
            assert inbox.accept(CONSUMER, note, envelope) is expected

    @rule(counter=COUNTERS, position=EVENTS, error=st.sampled_from([ValueError, Died]))
    def die_before_the_commit(self, counter: str, position: int, error: type[BaseException]) -> None:
        """The handler fails, or the process ends: the database is as if nothing had been delivered."""
        if envelope := self.event(counter, position):
            with mock.patch.object(inbox, "failpoint", raising(error)), pytest.raises(error):
                inbox.accept(CONSUMER, note, envelope)

    @rule(counter=COUNTERS, position=EVENTS)
    def die_before_the_acknowledgement(self, counter: str, position: int) -> None:
        self.deliver(counter, position)
        self.deliver(counter, position)

    @rule(counter=COUNTERS)
    def poison(self, counter: str) -> None:
        """Five deliveries failed, of the one whose turn it is."""
        line = self.lines[counter]
        envelope = self.event(counter, line.last)
        if envelope and envelope.type_seq not in line.parked:
            deadletters.record(
                consumer=CONSUMER,
                subject=envelope.subject,
                raw=envelope.to_json().encode(),
                error=ValueError("sick"),
                attempts=5,
            )
            line.dead[envelope.type_seq] = Reason.FAILED

    @precondition(lambda self: any(line.dead for line in self.lines.values()))
    @rule(position=st.sampled_from([0, -1]), handler=st.sampled_from([note, failing]))
    def replay(self, position: int, handler: Handler) -> None:
        letter = list(deadletters.waiting())[position]
        line = self.lines[letter.aggregate_id]
        if letter.type_seq in line.handled:
            handler = note  # it is not called
        done = replaying.replay(letter, Subscription(Counted.subject, handler))
        assert done == (handler is note)
        if done:
            del line.dead[letter.type_seq]
            line.handle(letter.type_seq)

    @rule()
    def wait(self) -> None:
        self.now += timedelta(minutes=11)
        parking.sweep({CONSUMER: Subscription(Counted.subject, note)})
        for line in self.lines.values():
            line.gap()

    @rule()
    def look_at_once(self) -> None:
        """The worker looks every two seconds; most often there is nothing to do."""
        parking.sweep({CONSUMER: Subscription(Counted.subject, note)})

    @invariant()
    def the_tables_say_what_the_model_says(self) -> None:
        for name, line in self.lines.items():
            assert noted(name) == line.handled
            parked = ParkedEvent.objects.filter(aggregate_id=name).values_list("type_seq", flat=True)
            assert set(parked) == line.parked
            dead = DeadLetter.objects.filter(aggregate_id=name, replayed_at=None).values_list("type_seq", "reason")
            assert dict(dead) == line.dead


def raising(error: type[BaseException]) -> Callable[[str], None]:
    def befall(_point: str) -> None:
        raise error

    return befall


@pytest.mark.timeout(240)
@pytest.mark.django_db(transaction=True)
def test_delivery_and_its_model_never_part() -> None:
    run_state_machine_as_test(
        Delivery,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
