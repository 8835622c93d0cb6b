"""Spans, when somebody collects them; otherwise OpenTelemetry's SDK is not loaded and a span costs less than 1 µs.

The trace context travels all the same: `servicekit.context.traceparent()` is what the next hop is sent.
Collecting begins with OTEL_EXPORTER_OTLP_ENDPOINT; the other OTEL_* variables mean what OpenTelemetry says.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Literal, Protocol

Kind = Literal["internal", "server", "client", "producer", "consumer"]
Value = str | bool | int | float

SDK_METRICS = "opentelemetry.sdk.metrics"
ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")


class Recorder(Protocol):
    """What stands behind the functions below while spans are collected."""

    def span(self, name: str, kind: Kind, attributes: Mapping[str, Value]) -> AbstractContextManager[None]: ...
    def inside(self, name: str, attributes: Mapping[str, Value]) -> AbstractContextManager[None]: ...
    def rename(self, name: str) -> None: ...
    def annotate(self, attributes: Mapping[str, Value]) -> None: ...
    def happened(self, name: str, attributes: Mapping[str, Value]) -> None: ...
    def close(self) -> None: ...


class _Unrecorded:
    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...


_UNRECORDED = _Unrecorded()
_recorder: Recorder | None = None


def configure(*, service: str, process: str) -> None:
    """Once in every process that serves, after its last fork: the exporter has a thread, and threads do not survive."""
    global _recorder  # noqa: PLW0603 - one per process, as the logging configuration is
    if wanted():
        if sys.modules.get(SDK_METRICS, sys) is None:
            del sys.modules[SDK_METRICS]
        from servicekit import otlp  # noqa: PLC0415 - 4 MB and a thread that only a collected process should pay

        _recorder = otlp.SpanRecorder(service=service, process=process)


def keep_out() -> None:
    """Before anything loads redis-py (pybreaker does): it loads the SDK wherever that is installed, to ask its name.

    3 MB and 0.1 s in every process of a mesh that collects nothing.
    """
    if not wanted():
        sys.modules.setdefault(SDK_METRICS, None)  # type: ignore[arg-type]  # None: an import of it fails


def wanted() -> bool:
    switched_off = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true"
    unwanted = switched_off or os.environ.get("OTEL_TRACES_EXPORTER", "otlp") != "otlp"
    return not unwanted and any(os.environ.get(name) for name in ENDPOINTS)


def recording() -> bool:
    """Whether this process collects."""
    return _recorder is not None


def close() -> None:
    """Sends what is still held, within two seconds; what comes later is not recorded."""
    global _recorder
    recorder, _recorder = _recorder, None
    if recorder is not None:
        recorder.close()


def span(name: str, *, kind: Kind = "internal", **attributes: Value) -> AbstractContextManager[None]:
    """A span around the block, child of the context's traceparent, which inside names this span."""
    return _UNRECORDED if _recorder is None else _recorder.span(name, kind, attributes)


def inside(name: str, **attributes: Value) -> AbstractContextManager[None]:
    """A client's span around the block where a trace is recorded already; elsewhere nothing begins one."""
    return _UNRECORDED if _recorder is None else _recorder.inside(name, attributes)


def rename(name: str) -> None:
    """Another name for the span that is current, if one is recorded: a route is known only once it has matched."""
    if _recorder is not None:
        _recorder.rename(name)


def annotate(**attributes: Value) -> None:
    """Attributes of the span that is current, if one is recorded. `error.type` marks it as failed."""
    if _recorder is not None:
        _recorder.annotate(attributes)


def happened(name: str, **attributes: Value) -> None:
    """An event on the span that is current, if one is recorded: an attempt, a retry, a breaker that opened."""
    if _recorder is not None:
        _recorder.happened(name, attributes)
