from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from types import ModuleType

import nats as nats_client
import pytest
from asgiref.sync import async_to_sync
from django.core.management import CommandError, call_command
from django.db import connections

from servicekit.events import consumer as consuming
from servicekit.events import inbox, parking, registry, replaying, stream
from servicekit.events.event import Envelope
from servicekit.events.models import DeadLetter, InboxMessage, ParkedEvent
from servicekit.events.registry import Subscription
from servicekit.testing.events import deliver
from servicekit.tests.events.counting import Counted, count, note, noted, wait_until
from servicekit.tests.events.nats_server import Nats
from servicekit.tests.events.running import Running

pytestmark = pytest.mark.django_db(transaction=True)


class Sick:
    """A handler that refuses one number until it is healed. What it did before refusing must not stay."""

    def __init__(self, number: int) -> None:
        self.number: int | None = number
        self.tries = 0

    def __call__(self, envelope: Envelope) -> None:
        note(envelope)
        if envelope.data["number"] == self.number:
            self.tries += 1
            raise ValueError("sick")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consuming, "LONGEST_DELAY", 0.1)


def test_delivered_twice_it_has_one_effect() -> None:
    assert deliver(Subscription(Counted.subject, note), count(1), times=2) == 1
    assert noted() == [1]


def test_delivered_by_eight_threads_at_once_it_has_one_effect() -> None:
    envelope = count(1)

    def receive(_: int) -> bool:
        try:
            return inbox.receive("counting", note, envelope)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(receive, range(8))) == 1
    assert noted() == [1]


def test_two_consumers_each_have_their_own_effect() -> None:
    envelope = count(1)
    assert inbox.receive("first", note, envelope)
    assert inbox.receive("second", note, envelope)
    assert noted() == [1, 1]


def test_a_handler_that_fails_leaves_nothing_behind() -> None:
    envelope = count(1)
    with pytest.raises(ValueError, match="sick"):
        deliver(Sick(1), envelope)
    assert noted() == []
    assert not InboxMessage.objects.exists()
    assert deliver(note, envelope) == 1


def test_poison_is_set_aside_after_five_deliveries_and_holds_back_its_own_aggregate_alone(
    nats: Nats, worker: Running
) -> None:
    nats.start()
    sick = Sick(1)
    worker.subscriptions = [Subscription(Counted.subject, sick)]
    poison = count(1)
    behind = count(2)
    count(3, counter="b")
    worker.during(lambda: wait_until(lambda: noted() == [3] and ParkedEvent.objects.exists()))
    letter = DeadLetter.objects.get()
    assert sick.tries == letter.attempts == parking.MOST_DELIVERIES
    assert (letter.consumer, str(letter.event_id)) == ("counting_service__counter_counted_v1", poison.id)
    assert (letter.error, letter.reason) == ("ValueError: sick", "failed")
    assert Envelope.from_json(letter.envelope) == poison
    assert str(ParkedEvent.objects.get().event_id) == behind.id
    sick.number = None
    assert replaying.replay(letter, worker.subscriptions[0])
    assert noted() == [3, 1, 2]
    assert not ParkedEvent.objects.exists()


def test_a_failure_that_passes_keeps_the_order(nats: Nats, worker: Running) -> None:
    nats.start()
    sick = Sick(1)

    def heals(envelope: Envelope) -> None:
        if sick.tries == 2:
            sick.number = None
        sick(envelope)

    worker.subscriptions = [Subscription(Counted.subject, heals)]
    for number in (1, 2, 3):
        count(number)
    worker.during(lambda: wait_until(lambda: len(noted()) == 3))
    assert noted() == [1, 2, 3]
    assert not DeadLetter.objects.exists()


def test_bytes_that_are_no_event_are_set_aside_at_once(nats: Nats, worker: Running) -> None:
    nats.start()

    @async_to_sync
    async def send_rubbish() -> None:
        client = await nats_client.connect(nats.url)
        await client.jetstream().publish(stream.wire(Counted.subject), b"rub\0bish")
        await client.close()

    def script() -> None:
        count(1)
        wait_until(lambda: noted() == [1])
        send_rubbish()
        wait_until(DeadLetter.objects.exists)
        count(2)
        wait_until(lambda: noted() == [1, 2])

    worker.during(script)
    letter = DeadLetter.objects.get()
    assert (letter.attempts, letter.envelope) == (1, "rubbish")


def test_a_slow_handler_is_not_started_a_second_time(
    nats: Nats, worker: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "ACK_WAIT", 1.0)
    monkeypatch.setattr(consuming, "SIGN", 0.3)
    nats.start()
    tries: list[str] = []

    def slow(envelope: Envelope) -> None:
        tries.append(envelope.id)
        time.sleep(2.5)
        note(envelope)

    worker.subscriptions = [Subscription(Counted.subject, slow)]
    count(1)
    worker.during(lambda: wait_until(lambda: noted() == [1]), workers=2)
    assert len(tries) == 1


def dead(number: int) -> DeadLetter:
    """Each of an aggregate of its own: none waits for another."""
    envelope = count(number, counter=str(number))
    return DeadLetter.objects.create(
        consumer="servicekit__counter_counted_v1",
        subject=Counted.subject,
        event_id=envelope.id,
        envelope=envelope.to_json(),
        error="ValueError: sick",
        attempts=5,
    )


def run(monkeypatch: pytest.MonkeyPatch, *args: str, handler: object = note) -> str:
    wiring = ModuleType("wiring")
    wiring.subscriptions = lambda: [Subscription(Counted.subject, handler)]  # type: ignore[attr-defined, arg-type]  # a stand-in
    monkeypatch.setattr(registry, "import_module", lambda _name: wiring)
    out = StringIO()
    call_command("dead_letters", *args, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_dead_letters_are_listed_with_their_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = dead(1)
    listed = run(monkeypatch, "list")
    assert str(letter.event_id) in listed
    assert "ValueError: sick" in listed
    assert listed.endswith("1 waiting\n")


def test_replayed_they_have_their_effect_once(monkeypatch: pytest.MonkeyPatch) -> None:
    dead(1)
    dead(2)
    assert run(monkeypatch, "replay") == "2 replayed\n"
    assert run(monkeypatch, "replay") == "0 replayed\n"
    assert noted() == [1, 2]
    assert DeadLetter.objects.filter(replayed_at=None).count() == 0


def test_only_the_one_named_is_replayed(monkeypatch: pytest.MonkeyPatch) -> None:
    dead(1)
    second = dead(2)
    run(monkeypatch, "replay", str(second.pk))
    assert noted() == [2]


def test_one_that_fails_again_stays_with_its_new_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = dead(1)
    with pytest.raises(CommandError, match="1 failed again"):
        run(monkeypatch, "replay", handler=Sick(1))
    letter.refresh_from_db()
    assert (letter.replayed_at, letter.attempts) == (None, 6)
    assert noted() == []
