"""A collector as any vendor's would be: it takes OTLP over HTTP, on a port of this machine, and keeps the spans."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.trace.v1 import trace_pb2


@dataclass(frozen=True)
class Seen:
    """One span, as the collector understood it."""

    service: str
    process: str
    name: str
    kind: str
    trace_id: str
    span_id: str
    parent_id: str
    failed: bool
    attributes: dict[str, Any]
    events: tuple[str, ...]
    # Seconds since the epoch.
    began: float = 0.0
    ended: float = 0.0

    @property
    def seconds(self) -> float:
        return self.ended - self.began


class Collector:
    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.spans: list[Seen] = []
        self.status = 200

    def take(self, body: bytes) -> None:
        self.spans.extend(decoded(ExportTraceServiceRequest.FromString(body)))

    def trace(self, trace_id: str) -> list[Seen]:
        return [span for span in list(self.spans) if span.trace_id == trace_id]


@contextmanager
def collecting() -> Iterator[Collector]:
    """One that listens until the end of the block; OTEL_EXPORTER_OTLP_ENDPOINT is its url."""

    class Page(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if collector.status == 200 and self.path == "/v1/traces":  # noqa: PLR2004 - HTTP's number for well done
                collector.take(body)
            self.send_response(collector.status)
            self.send_header("Content-Type", "application/x-protobuf")
            self.end_headers()
            self.wfile.write(ExportTraceServiceResponse().SerializeToString())

        def log_message(self, *_facts: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        collector = Collector(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield collector
        finally:
            server.shutdown()
            thread.join()


def decoded(request: ExportTraceServiceRequest) -> Iterator[Seen]:
    for group in request.resource_spans:
        of = values(group.resource.attributes)
        for scope in group.scope_spans:
            for span in scope.spans:
                yield seen(span, str(of["service.name"]), str(of["shopmesh.process"]))


def seen(span: trace_pb2.Span, service: str, process: str) -> Seen:
    return Seen(
        service=service,
        process=process,
        name=span.name,
        kind=trace_pb2.Span.SpanKind.Name(span.kind).removeprefix("SPAN_KIND_").lower(),
        trace_id=span.trace_id.hex(),
        span_id=span.span_id.hex(),
        parent_id=span.parent_span_id.hex(),
        failed=span.status.code == trace_pb2.Status.STATUS_CODE_ERROR,
        attributes=values(span.attributes),
        events=tuple(event.name for event in span.events),
        began=span.start_time_unix_nano / 1e9,
        ended=span.end_time_unix_nano / 1e9,
    )


def values(attributes: Any) -> dict[str, Any]:
    return {entry.key: getattr(entry.value, entry.value.WhichOneof("value")) for entry in attributes}
