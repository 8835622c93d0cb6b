from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections, transaction

from servicekit import context
from servicekit.events import outbox
from servicekit.events.event import Envelope, Event, MalformedEnvelope
from servicekit.events.models import OutboxEvent
from servicekit.testing.events import Published
from servicekit.tests.events.counting import Counted, count

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Loaded(Event):
    TYPE = "cargo.loaded"
    VERSION = 2
    cargo: Any


def test_an_event_is_kept_with_its_effect(published: Published) -> None:
    with context.request_scope("request-1"):
        envelope = count(7)
    assert published() == [envelope]
    assert (envelope.subject, envelope.seq, envelope.data) == ("counter.counted.v1", 1, {"number": 7})
    assert (envelope.aggregate, envelope.aggregate_id, envelope.trace_id) == ("counter", "a", "request-1")


def test_outside_a_transaction_it_is_refused(published: Published) -> None:
    with pytest.raises(outbox.OutsideTransaction, match=r"counter\.counted\.v1"):
        outbox.publish(Counted(number=1), aggregate="counter", aggregate_id="a")
    assert published() == []


def test_an_effect_that_fails_takes_its_event_and_its_number_with_it(published: Published) -> None:
    with transaction.atomic():
        outbox.publish(Counted(number=1), aggregate="counter", aggregate_id="a")
        transaction.set_rollback(True)
    assert count(2).seq == 1
    assert [envelope.data["number"] for envelope in published()] == [2]


def test_each_aggregate_counts_for_itself() -> None:
    assert [count(1, counter=name).seq for name in ("a", "b", "a", "a")] == [1, 1, 2, 3]


def test_numbers_have_no_gap_and_no_double_when_eight_threads_publish() -> None:
    def ten_times(_: int) -> None:
        try:
            for number in range(10):
                count(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(ten_times, range(8)))
    assert sorted(OutboxEvent.objects.values_list("seq", flat=True)) == list(range(1, 81))


@pytest.mark.parametrize("cargo", [uuid4(), (1, 2), float("nan"), {1: "one"}, b"bytes", object()])
def test_what_json_cannot_carry_unchanged_is_refused(cargo: object, published: Published) -> None:
    with pytest.raises((TypeError, ValueError)), transaction.atomic():
        outbox.publish(Loaded(cargo=cargo), aggregate="cargo", aggregate_id="1")
    assert published() == []


def test_an_event_without_a_proper_type_cannot_be_defined() -> None:
    with pytest.raises(TypeError, match="TYPE must look like"):
        type("Shouted", (Event,), {"TYPE": "ORDER PLACED"})


def test_an_envelope_survives_the_journey() -> None:
    envelope = count(3)
    assert Envelope.from_json(envelope.to_json().encode()) == envelope


@pytest.mark.parametrize("raw", [b"", b"null", b"[]", b"{}", b'{"id": 1}', b"\xff\xfe"])
def test_other_bytes_are_not_an_envelope(raw: bytes) -> None:
    with pytest.raises(MalformedEnvelope):
        Envelope.from_json(raw)
