from __future__ import annotations

from collections.abc import Iterator

import pytest

from servicekit import tracing
from servicekit.testing.collector import Collector, collecting


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """Gets the spans of this process until the end of the test."""
    with collecting() as made:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", made.url)
        tracing.configure(service="order_service", process="web")
        yield made
        tracing.close()
