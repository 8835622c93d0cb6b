"""Records spans with OpenTelemetry's SDK and sends them over OTLP/HTTP. Loaded only where spans are collected.

HTTP and not gRPC: the gRPC exporter would start gRPC's core, and a process that forks afterwards loses it.
"""

from __future__ import annotations

import logging
import multiprocessing.util
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import ParentBased, Sampler, TraceIdRatioBased
from opentelemetry.trace import NonRecordingSpan, Span, SpanContext, SpanKind, StatusCode, TraceFlags

from servicekit import context, logs, traceparent
from servicekit.errors import ServiceError
from servicekit.events.trouble import Trouble
from servicekit.tracing import Kind, Value

GOODBYE = 2.0  # seconds for the last spans when the process ends

log = logs.get(__name__)


class SpanRecorder:
    """Behind the functions of `servicekit.tracing`."""

    def __init__(self, *, service: str, process: str, exporter: SpanExporter | None = None) -> None:
        self._ids = RequestIds()
        self._provider = TracerProvider(
            resource=resource(service, process), id_generator=self._ids, sampler=sampler(), shutdown_on_exit=False
        )
        self._provider.add_span_processor(BatchSpanProcessor(Reported(exporter or OTLPSpanExporter())))
        self._tracer = self._provider.get_tracer("servicekit")
        # Runs at the end of a worker that was forked (Granian's) as well; atexit would not.
        self._at_end = multiprocessing.util.Finalize(self, self.close, exitpriority=1)
        connection_created.connect(self._watch_statements)
        for connection in connections.all(initialized_only=True):
            self._watch_statements(connection)

    @contextmanager
    def span(self, name: str, kind: Kind, attributes: Mapping[str, Value]) -> Iterator[None]:
        span = self._started(name, SpanKind[kind.upper()], attributes)
        quiet = {"record_exception": False, "set_status_on_exception": False}  # an exception's text may hold anything
        with trace.use_span(span, end_on_exit=True, **quiet), context.traced(written(span.get_span_context())):
            try:
                yield
            except BaseException as error:
                fail(span, error)
                raise

    def inside(self, name: str, attributes: Mapping[str, Value]) -> AbstractContextManager[None]:
        return self.span(name, "client", attributes) if trace.get_current_span().is_recording() else nullcontext()

    def rename(self, name: str) -> None:
        trace.get_current_span().update_name(name)

    def annotate(self, attributes: Mapping[str, Value]) -> None:
        span = trace.get_current_span()
        span.set_attributes(attributes)
        if "error.type" in attributes:
            span.set_status(StatusCode.ERROR)

    def happened(self, name: str, attributes: Mapping[str, Value]) -> None:
        trace.get_current_span().add_event(name, attributes)

    def close(self) -> None:
        """The SDK would wait 30 s for a collector that hangs; a process that must end does not."""
        self._at_end.cancel()
        connection_created.disconnect(self._watch_statements)
        for connection in connections.all(initialized_only=True):
            connection.execute_wrappers.remove(self._statement)
        sending = threading.Thread(target=self._provider.shutdown, name="last spans", daemon=True)
        sending.start()
        sending.join(GOODBYE)

    def _started(self, name: str, kind: SpanKind, attributes: Mapping[str, Value]) -> Span:
        given = context.traceparent()
        if given == written(trace.get_current_span().get_span_context()):
            return self._tracer.start_span(name, kind=kind, attributes=attributes)
        if given and not traceparent.parts(given).begins:
            return self._tracer.start_span(name, remote(given), kind, attributes)
        with self._ids.named(given):
            return self._tracer.start_span(name, Context(), kind, attributes)

    def _watch_statements(self, connection: BaseDatabaseWrapper, **_facts: Any) -> None:
        if self._statement not in connection.execute_wrappers:
            connection.execute_wrappers.append(self._statement)

    def _statement(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Part of a trace or of none: the relay that looks for work four times a second is nobody's story."""
        if not trace.get_current_span().is_recording():
            return execute(sql, *rest)
        # Django passes values apart from the text, so what is recorded has placeholders in their place.
        told = {"db.system.name": rest[-1]["connection"].vendor, "db.query.text": sql}
        with self.span(sql.split(maxsplit=1)[0].upper(), "client", told):
            return execute(sql, *rest)


class RequestIds(RandomIdGenerator):
    """A trace that begins here is named after its request, see `servicekit.traceparent`."""

    def __init__(self) -> None:
        self._named: ContextVar[str] = ContextVar("trace_named", default="")

    @contextmanager
    def named(self, given: str) -> Iterator[None]:
        token = self._named.set(given)
        try:
            yield
        finally:
            self._named.reset(token)

    def generate_trace_id(self) -> int:
        given = self._named.get()
        return int(traceparent.parts(given).trace_id, 16) if given else super().generate_trace_id()


class RatioOfRequests(TraceIdRatioBased):
    """The upper bits of the half of the id that the SDK looks at are a UUID's variant, the same in all of them."""

    TRACE_ID_LIMIT = (1 << 56) - 1


def sampler() -> Sampler | None:
    """OTEL_TRACES_SAMPLER; None lets the SDK read it."""
    name = os.environ.get("OTEL_TRACES_SAMPLER", "").lower()
    if name not in {"traceidratio", "parentbased_traceidratio"}:
        return None
    ratio = RatioOfRequests(float(os.environ.get("OTEL_TRACES_SAMPLER_ARG", "1.0")))
    return ParentBased(ratio) if name.startswith("parentbased") else ratio


def resource(service: str, process: str) -> Resource:
    """What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say goes before what we know."""
    own = {"service.name": service, "service.namespace": "shopmesh", "shopmesh.process": process}
    return Resource.create(own).merge(OTELResourceDetector().detect())


def written(span: SpanContext) -> str:
    return f"00-{span.trace_id:032x}-{span.span_id:016x}-{span.trace_flags:02x}"


def remote(given: str) -> Context:
    """The sender's span as a parent."""
    trace_id, span_id, flags = traceparent.parts(given)
    parent = SpanContext(int(trace_id, 16), int(span_id, 16), is_remote=True, trace_flags=TraceFlags(int(flags, 16)))
    return trace.set_span_in_context(NonRecordingSpan(parent), Context())


def fail(span: Span, error: BaseException) -> None:
    """A refusal is an answer; only what is nobody's intention counts as a failure."""
    if isinstance(error, ServiceError):
        span.set_attribute("error.type", error.code)
        if error.http < 500:  # noqa: PLR2004 - where HTTP's server errors begin
            return
    else:
        span.set_attribute("error.type", type(error).__qualname__)
    span.set_status(StatusCode.ERROR)


class Reported(SpanExporter):
    """Says once that the collector takes nothing, and once that it does again; the library says it for every batch."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter
        self._trouble = Trouble(log, "tracing")
        self._reason = ""
        for name in ("opentelemetry.exporter.otlp", "opentelemetry.sdk._shared_internal"):
            logging.getLogger(name).propagate = False
        logging.getLogger("opentelemetry.exporter.otlp").addHandler(Overheard(self._hear))

    def _hear(self, reason: str) -> None:
        self._reason = reason

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        result = self._exporter.export(spans)
        if result is SpanExportResult.SUCCESS:
            self._trouble.over()
        else:
            self._trouble.happened(ConnectionError(self._reason or "the collector takes no spans"))
        return result

    def shutdown(self) -> None:
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30000) -> bool:
        return self._exporter.force_flush(timeout_millis)


class Overheard(logging.Handler):
    """What the exporter would have logged."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        self._tell(record.getMessage())
