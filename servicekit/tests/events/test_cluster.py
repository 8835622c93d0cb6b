"""Three brokers, one of which dies: what was acknowledged is still there, and everything goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from servicekit.events.models import DeadLetter, InboxMessage, OutboxEvent, ParkedEvent
from servicekit.tests.events.counting import count, noted, wait_until
from servicekit.tests.events.nats_cluster import Cluster
from servicekit.tests.events.running import Running

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    monkeypatch.setattr(settings.SHOPMESH, "nats_url", made.url)
    monkeypatch.setattr(settings.SHOPMESH, "nats_replicas", 3)
    made.start()
    yield made
    made.stop()


def numbers(first: int, last: int) -> None:
    for number in range(first, last):
        count(number, counter="abc"[number % 3])


def test_the_leader_dies_while_events_flow_and_nothing_is_lost_doubled_or_out_of_order(
    cluster: Cluster, worker: Running
) -> None:
    def script() -> None:
        numbers(0, 30)
        wait_until(lambda: len(noted()) >= 10, within=40)
        dead = cluster.leader()
        cluster.kill(dead)
        numbers(30, 60)
        wait_until(lambda: len(noted()) == 60, within=40)
        cluster.start_node(dead)
        numbers(60, 66)
        wait_until(lambda: len(noted()) == 66, within=40)
        wait_until(lambda: not OutboxEvent.objects.filter(published_at=None).exists(), within=40)

    worker.during(script)
    for first, counter in enumerate("abc"):
        assert noted(counter) == list(range(first, 66, 3))
    assert InboxMessage.objects.count() == 66
    assert not ParkedEvent.objects.exists()
    assert not DeadLetter.objects.exists()
