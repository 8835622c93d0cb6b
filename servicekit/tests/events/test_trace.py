"""An event belongs to the trace of what caused it, in whichever process and however much later it is handled."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from prometheus_client import REGISTRY
from structlog.testing import capture_logs
from structlog.typing import EventDict

from servicekit import clock, context, tracing
from servicekit.events import backlog, deadletters, parking, worker
from servicekit.events.consumer import Consumer
from servicekit.events.event import Envelope
from servicekit.events.lane import Lane
from servicekit.events.models import OutboxEvent
from servicekit.events.registry import Periodic, Subscription
from servicekit.events.relay import Relay
from servicekit.ids import uuid7
from servicekit.testing.collector import Collector
from servicekit.tests.events.counting import Counted, count

pytestmark = pytest.mark.django_db(transaction=True)

SENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


class Listener:
    """A handler that writes down in which trace it was called."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.traces: list[str] = []

    def __call__(self, _envelope: Envelope) -> None:
        self.traces.append(context.traceparent())
        if self.failures:
            raise self.failures.pop()


def relayed() -> list[Envelope]:
    """What the relay sends to the broker."""
    sent: list[Envelope] = []

    async def send(envelope: Envelope) -> None:
        sent.append(envelope)

    async def once() -> None:
        lane = Lane("relay")
        await Relay(lane, send, asyncio.Event()).once()
        await lane.close(within=5)

    asyncio.run(once())
    return sent


def handled(handler: Listener, raw: str, deliveries: int = 1) -> float | None:
    lane = Lane("counting")
    try:
        return Consumer("counting", Subscription(Counted.subject, handler), lane).handle(raw.encode(), deliveries)
    finally:
        asyncio.run(lane.close(within=5))


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_the_trace_is_kept_with_the_event_and_goes_to_the_broker_with_it() -> None:
    before = counted("events_sent_total", type="counter.counted")
    with context.request_scope("r", traceparent=SENT):
        count(1)
    assert OutboxEvent.objects.get().traceparent == SENT
    assert [envelope.traceparent for envelope in relayed()] == [SENT]
    assert counted("events_sent_total", type="counter.counted") == before + 1


def test_the_handler_works_in_the_trace_of_the_sender() -> None:
    listener = Listener()
    with context.request_scope("r", traceparent=SENT):
        envelope = count(1)
    handled(listener, envelope.to_json())
    assert listener.traces == [SENT]
    assert context.traceparent() == ""


def test_an_older_sender_and_one_that_sends_nonsense_are_heard_all_the_same() -> None:
    request_id = str(uuid7())
    with context.request_scope(request_id):
        envelope = count(1)
    fields = json.loads(envelope.to_json())
    older, odd = Listener(), Listener()
    handled(older, json.dumps({name: value for name, value in fields.items() if name != "traceparent"}))
    next_one = {"id": str(uuid7()), "type_seq": 2, "previous_id": envelope.id}
    handled(odd, json.dumps(fields | next_one | {"traceparent": "00-nonsense"}))
    trace_id = request_id.replace("-", "")
    assert older.traces == odd.traces == [f"00-{trace_id}-{trace_id[16:]}-01"]


def test_what_became_of_each_delivery_is_counted() -> None:
    def outcomes() -> dict[str, float]:
        known = ("done", "duplicate", "again", "dead")
        return {name: counted("events_handled_total", consumer="counting", outcome=name) for name in known}

    before, raw = outcomes(), count(1).to_json()
    sick = Listener(ValueError("once"))
    assert handled(sick, raw) is not None
    handled(sick, raw)
    handled(sick, raw)
    handled(Listener(ValueError("always")), count(2).to_json(), deliveries=parking.MOST_DELIVERIES)
    changes = {name: value - before[name] for name, value in outcomes().items()}
    assert changes == {"again": 1, "done": 1, "duplicate": 1, "dead": 1}


def test_a_failing_handlers_log_line_names_the_trace() -> None:
    seen: list[str] = []

    def noticed(_log: Any, _name: str, event: EventDict) -> EventDict:
        seen.append(context.traceparent())
        return event

    with context.request_scope("r", traceparent=SENT):
        raw = count(1).to_json()
    with capture_logs(processors=[noticed]):
        handled(Listener(ValueError("sick")), raw)
    assert seen == [SENT]


def test_each_run_of_a_periodic_job_has_an_id_of_its_own() -> None:
    seen: list[str] = []

    async def twice() -> None:
        lane, stop = Lane("job"), asyncio.Event()
        loop = asyncio.get_running_loop()

        def job() -> None:
            seen.append(context.traceparent())
            if len(seen) > 1:
                loop.call_soon_threadsafe(stop.set)

        await worker._periodic(Periodic("job", every=0.01, run=job), lane)(stop)
        await lane.close(within=5)

    asyncio.run(twice())
    assert len(seen) == len(set(seen)) == 2
    assert "" not in seen


def test_what_waits_is_measured() -> None:
    backlog.measure()
    assert (counted("outbox_waiting"), counted("outbox_oldest_seconds")) == (0, 0)
    count(1)
    count(2)
    OutboxEvent.objects.update(created_at=clock.now() - timedelta(seconds=90))
    deadletters.record(consumer="c", subject="s", raw=b"?", error=ValueError("?"), attempts=5)
    backlog.measure()
    assert counted("outbox_waiting") == 2
    assert 90 <= counted("outbox_oldest_seconds") < 100
    assert counted("dead_letters_waiting") == 1
    relayed()
    backlog.measure()
    assert (counted("outbox_waiting"), counted("outbox_oldest_seconds")) == (0, 0)


def test_request_relay_and_consumer_are_three_spans_of_one_trace(collector: Collector) -> None:
    request_id = str(uuid7())
    with context.request_scope(request_id), tracing.span("POST /count", kind="server"):
        count(1)
    for envelope in relayed():
        handled(Listener(), envelope.to_json())
    tracing.close()
    spans = {span.name: span for span in collector.spans if span.kind != "client"}
    request, sent, done = (
        spans[name] for name in ("POST /count", "send counter.counted.v1", "process counter.counted.v1")
    )
    assert {span.trace_id for span in spans.values()} == {request_id.replace("-", "")}
    assert [request.parent_id, sent.parent_id, done.parent_id] == ["", request.span_id, sent.span_id]
    assert [request.kind, sent.kind, done.kind] == ["server", "producer", "consumer"]
