"""`manage events …`: what `./dev events` reads, as JSON."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from servicekit.events import deadletters, inbox, registry
from servicekit.events.models import DeadLetter
from servicekit.events.registry import Subscription, by_consumer
from servicekit.tests.events.counting import Counted, count, note, noted

pytestmark = pytest.mark.django_db(transaction=True)

CONSUMER = "servicekit__counter_counted_v1"


@pytest.fixture(autouse=True)
def subscribed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = by_consumer("servicekit", [Subscription(Counted.subject, note)])
    monkeypatch.setattr(registry, "subscribed", lambda: found)


def said(*arguments: str) -> Any:
    out = StringIO()
    call_command("events", *arguments, stdout=out)
    return json.loads(out.getvalue())


def dead(number: int, *, consumer: str = CONSUMER, counter: str = "a") -> DeadLetter:
    raw = count(number, counter=counter).to_json().encode()
    error = ValueError("sick")
    return deadletters.record(consumer=consumer, subject=Counted.subject, raw=raw, error=error, attempts=5)


def test_what_is_dead_and_what_waits_behind_it_and_behind_a_gap() -> None:
    letter = dead(1)
    inbox.accept(CONSUMER, note, count(2))
    count(1, counter="b")
    inbox.accept(CONSUMER, note, count(2, counter="b"))
    assert (said("status")["dead"], said("status")["parked"]) == (1, 2)
    [listed] = said("dead")
    assert (listed["id"], listed["reason"], listed["waiting_behind"]) == (letter.pk, "failed", 1)
    assert [(row["aggregate_id"], row["type_seq"], row["behind"]) for row in said("parked")] == [
        ("a", 2, "dead letter"),
        ("b", 2, "gap"),
    ]


def test_replayed_are_those_that_are_named_or_all() -> None:
    first, second, gone = dead(1), dead(2, counter="b"), dead(3, consumer="servicekit__gone_v1")
    assert [row["replayed"] for row in said("replay", str(second.pk))] == [True]
    assert noted() == [2]
    assert {row["id"]: row["replayed"] for row in said("replay")} == {first.pk: True, gone.pk: False}
    assert noted() == [2, 1]
    assert [row["id"] for row in said("dead")] == [gone.pk]
