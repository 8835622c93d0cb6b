"""Spans: nothing when nobody collects them; one connected trace, named after its request, when somebody does."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from structlog.testing import capture_logs

from servicekit import cache, context, logs, tracing
from servicekit.errors import DeadlineExceeded, NotFound
from servicekit.ids import uuid7
from servicekit.testing.collector import Collector, Seen, collecting
from servicekit.testing.waiting import eventually

REMOTE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
INERT = """
import sys
import servicekit.tests.settings
import redis, pybreaker
from servicekit import tracing
tracing.configure(service="order_service", process="web")
with tracing.span("nothing", kind="client", target="nobody"):
    tracing.annotate(code="OK")
    tracing.happened("retry")
    tracing.rename("still nothing")
tracing.close()
print([name for name in sys.modules if name.startswith("opentelemetry.sdk") and sys.modules[name]])
"""


def python(code: str, **environment: str) -> str:
    root = str(Path(tracing.__file__).parent.parent)
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": root, **environment},
    )
    return done.stdout


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": ""},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "OTEL_SDK_DISABLED": "true"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "OTEL_TRACES_EXPORTER": "none"},
    ],
)
def test_without_a_collector_nothing_of_opentelemetry_is_loaded(environment: dict[str, str]) -> None:
    assert python(INERT, **environment) == "[]\n"


def test_without_a_collector_a_span_costs_next_to_nothing() -> None:
    began = time.process_time()
    for _ in range(10_000):
        with tracing.span("nothing", kind="client", target="nobody", method="none"):
            pass
    assert time.process_time() - began < 0.05  # 5 µs each on a machine that is busy; 0.3 µs on one that is not


def test_without_a_collector_the_trace_context_travels_as_it_came() -> None:
    with context.request_scope("request-1", traceparent=REMOTE), tracing.span("nothing"):
        assert context.traceparent() == REMOTE


def sent(collector: Collector) -> dict[str, Seen]:
    tracing.close()
    return {span.name: span for span in collector.spans}


def test_spans_hang_together_and_their_ids_are_what_the_next_hop_is_sent(collector: Collector) -> None:
    hops: list[str] = []
    with context.request_scope("request-1", traceparent=REMOTE):
        with tracing.span("outer", kind="server"):
            hops.append(context.traceparent())
            with tracing.span("inner", kind="client", target="product"):
                hops.append(context.traceparent())
        assert context.traceparent() == REMOTE
    spans = sent(collector)
    outer, inner = spans["outer"], spans["inner"]
    assert (outer.parent_id, inner.parent_id) == ("00f067aa0ba902b7", outer.span_id)
    assert {outer.trace_id, inner.trace_id} == {"4bf92f3577b34da6a3ce929d0e0e4736"}
    assert hops == [f"00-{span.trace_id}-{span.span_id}-01" for span in (outer, inner)]
    assert (outer.kind, inner.kind, inner.attributes) == ("server", "client", {"target": "product"})
    assert (outer.service, outer.process) == ("order_service", "web")


def test_a_trace_that_begins_here_is_named_after_its_request_and_has_a_root(collector: Collector) -> None:
    request_id = str(uuid7())
    with context.request_scope(request_id), tracing.span("first"):
        pass
    first = sent(collector)["first"]
    assert first.trace_id == request_id.replace("-", "")
    assert first.parent_id == ""


def test_work_outside_any_request_has_a_trace_of_its_own(collector: Collector) -> None:
    with tracing.span("alone"):
        assert context.traceparent() != ""
    assert context.traceparent() == ""
    assert sent(collector)["alone"].parent_id == ""


def test_a_sender_who_does_not_record_is_followed(collector: Collector) -> None:
    with context.request_scope("r", traceparent=f"{REMOTE[:-2]}00"), tracing.span("unrecorded"):
        assert context.traceparent().endswith("-00")
    assert sent(collector) == {}


def test_what_happens_inside_is_written_on_the_span(collector: Collector) -> None:
    with tracing.span("call", kind="client"):
        tracing.annotate(code="UNAVAILABLE", attempts=2)
        tracing.happened("retry", code="UNAVAILABLE")
        tracing.rename("call ReserveStock")
    call = sent(collector)["call ReserveStock"]
    assert call.attributes == {"code": "UNAVAILABLE", "attempts": 2}
    assert call.events == ("retry",)


@pytest.mark.parametrize(
    ("error", "left"),
    [
        (NotFound("order 7 of ada@example.com"), ("not-found", False)),
        (DeadlineExceeded(), ("deadline-exceeded", True)),
        (ValueError("card 4242 4242 4242 4242"), ("ValueError", True)),
    ],
)
def test_an_exception_leaves_its_kind_and_never_its_text(
    collector: Collector, error: Exception, left: tuple[str, bool]
) -> None:
    with pytest.raises(type(error)), tracing.span("broken"):
        raise error
    broken = sent(collector)["broken"]
    assert (broken.attributes["error.type"], broken.failed) == left
    assert (len(broken.attributes), broken.events) == (1, ())


@pytest.mark.django_db
def test_statements_are_part_of_a_trace_without_their_values_and_otherwise_of_none(collector: Collector) -> None:
    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s", ["secret"])

    ask()
    with tracing.span("request", kind="server"):
        ask()
    spans = sent(collector)
    assert set(spans) == {"request", "SELECT"}
    statement = spans["SELECT"]
    assert statement.parent_id == spans["request"].span_id
    assert statement.attributes == {"db.system.name": connection.vendor, "db.query.text": "SELECT %s"}


@pytest.mark.django_db(transaction=True)
def test_the_commit_of_a_request_is_told_and_that_of_the_relay_is_not(collector: Collector) -> None:
    def write() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    write()
    with tracing.span("request", kind="server"):
        write()
    spans = sent(collector)
    commit = spans["COMMIT"]
    assert (commit.parent_id, commit.kind) == (spans["request"].span_id, "client")
    assert commit.attributes == {"db.system.name": connection.vendor}
    assert [span.name for span in collector.spans].count("COMMIT") == 1


def test_asking_the_cache_is_a_span_that_says_what_came_of_it(collector: Collector) -> None:
    cache.remembered("key", seconds=30, make=lambda: 7)
    spans = sent(collector)
    assert {name: span.attributes for name, span in spans.items()} == {
        "cache get": {"outcome": "miss"},
        "cache set": {"outcome": "set"},
    }


def test_a_rest_request_is_a_server_span_named_after_its_route(collector: Collector, client: Client) -> None:
    request_id = str(uuid7())
    client.get("/nothing/here", headers={"X-Request-Id": request_id})
    span = sent(collector)["GET unmatched"]
    assert (span.kind, span.trace_id) == ("server", request_id.replace("-", ""))
    assert span.attributes["http.response.status_code"] == 404
    assert not span.failed


def test_a_ratio_keeps_its_share_of_requests(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK's own sampler looks at bits that are the same in every UUID: it would keep all of these, or none."""
    tracing.close()
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
    monkeypatch.setenv("OTEL_TRACES_SAMPLER_ARG", "0.25")
    tracing.configure(service="order_service", process="web")
    for _ in range(400):
        with context.request_scope(str(uuid7())), tracing.span("request"):
            pass
    tracing.close()
    assert 50 < len(collector.spans) < 150


def test_a_collector_that_refuses_is_reported_once_and_no_request_notices(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracing.close()
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "20")
    tracing.configure(service="order_service", process="web")
    collector.status = 400
    with capture_logs() as said:
        for _ in range(5):
            record_for(seconds=0.05)
        eventually(lambda: told(said))  # a busy machine sends the first batch later than that
        assert [line["event"] for line in told(said)] == ["tracing.failing"]
        assert "400" in told(said)[0]["error"]
        collector.status = 200
        record_for(seconds=0.05)
        eventually(lambda: [line["event"] for line in told(said)] == ["tracing.failing", "tracing.recovered"])


def told(said: list[MutableMapping[str, Any]]) -> list[MutableMapping[str, Any]]:
    """About the collector: other threads of this process may have something to say too."""
    return [line for line in said if line["event"].startswith("tracing.")]


def record_for(*, seconds: float) -> None:
    with tracing.span("request"):
        pass
    time.sleep(seconds)  # several batches leave meanwhile


def test_a_collector_that_hangs_holds_nobody_up_not_even_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{silent.getsockname()[1]}")
        tracing.configure(service="order_service", process="web")
        began = time.monotonic()
        with tracing.span("request"):
            pass
        assert time.monotonic() - began < 0.5
        tracing.close()
        assert 1.5 < time.monotonic() - began < 4


FORKED = """
import multiprocessing, os
from servicekit import tracing

def work():
    tracing.configure(service="order_service", process="web")
    with tracing.span("in a worker"):
        pass

multiprocessing.get_context("fork").Process(target=work).start()
"""


def test_a_forked_worker_sends_its_last_spans_when_it_ends() -> None:
    with collecting() as made:
        python(FORKED, OTEL_EXPORTER_OTLP_ENDPOINT=made.url, DJANGO_SETTINGS_MODULE="servicekit.tests.settings")
        assert [span.name for span in made.spans] == ["in a worker"]


def test_a_log_line_names_the_trace_and_the_span(collector: Collector) -> None:
    with context.request_scope("r", traceparent=REMOTE), tracing.span("work"):
        event = logs._with_context(None, "", {})
    span = sent(collector)["work"]
    assert event == {"request_id": "r", "trace_id": span.trace_id, "span_id": span.span_id}
    assert json.dumps(event)
