from __future__ import annotations

import json

import pytest

from servicekit.events.models import InboxMessage, OutboxEvent
from servicekit.events.registry import Periodic, Subscription
from servicekit.tests.events.counting import Counted, count, note, noted, wait_until
from servicekit.tests.events.nats_server import Nats
from servicekit.tests.events.running import Running

pytestmark = pytest.mark.django_db(transaction=True)


def unsent() -> int:
    return OutboxEvent.objects.filter(published_at=None).count()


def test_an_event_reaches_its_handler_and_is_marked_sent(nats: Nats, worker: Running) -> None:
    nats.start()
    count(1)

    def script() -> None:
        wait_until(lambda: noted() == [1] and unsent() == 0)
        assert InboxMessage.objects.get().consumer == "counting_service__counter_counted_v1"

    worker.during(script)


def test_a_worker_starts_without_a_broker_and_finds_it_later(nats: Nats, worker: Running) -> None:
    count(1)

    def script() -> None:
        wait_until(lambda: worker.alive.exists() and json.loads(worker.alive.read_text())["broker"] is False)
        nats.start()
        wait_until(lambda: noted() == [1])

    worker.during(script)
    assert OutboxEvent.objects.get(type=Counted.TYPE).attempts == 0


def test_events_made_during_an_outage_all_arrive_in_order(nats: Nats, worker: Running) -> None:
    nats.start()

    def script() -> None:
        count(0, counter="a")
        wait_until(lambda: noted() == [0])
        nats.stop()
        for number in range(1, 41):
            count(number, counter="ab"[number % 2])
        nats.start()
        wait_until(lambda: len(noted()) == 41)

    worker.during(script)
    assert noted("a") == [0, *range(2, 41, 2)]
    assert noted("b") == list(range(1, 41, 2))


def test_a_broker_that_lost_its_disk_gets_stream_and_durables_again(nats: Nats, worker: Running) -> None:
    nats.start()

    def script() -> None:
        count(1)
        wait_until(lambda: noted() == [1])
        nats.stop()
        nats.forget()
        nats.start()
        count(2)
        wait_until(lambda: noted() == [1, 2])

    worker.during(script)


def test_two_workers_share_the_work_and_each_event_has_one_effect(nats: Nats, worker: Running) -> None:
    nats.start()
    for number in range(60):
        count(number, counter="abc"[number % 3])

    worker.during(lambda: wait_until(lambda: len(noted()) == 60 and unsent() == 0), workers=2)
    for start, counter in enumerate("abc"):
        assert noted(counter) == list(range(start, 60, 3))


def test_a_consumer_that_starts_late_gets_what_was_sent_before(nats: Nats, worker: Running) -> None:
    nats.start()
    count(1)
    silent = Running(worker.alive)
    silent.during(lambda: wait_until(lambda: unsent() == 0))
    assert noted() == []
    worker.during(lambda: wait_until(lambda: noted() == [1]))


def test_a_job_that_raises_stops_neither_itself_nor_others(worker: Running) -> None:
    runs = {"broken": 0, "sound": 0}

    def broken() -> None:
        runs["broken"] += 1
        raise ZeroDivisionError

    def sound() -> None:
        runs["sound"] += 1

    worker.periodic = [Periodic("broken", 0.05, broken), Periodic("sound", 0.05, sound)]
    worker.during(lambda: wait_until(lambda: min(runs.values()) >= 3))


def test_one_subject_cannot_be_subscribed_to_twice(worker: Running) -> None:
    worker.subscriptions.append(Subscription(Counted.subject, note))
    with pytest.raises(ValueError, match="twice"):
        worker.during(lambda: None)
