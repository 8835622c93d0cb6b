"""What this service counts beside what all services do (servicekit.metrics)."""

from __future__ import annotations

from prometheus_client import Gauge

SAGAS_OPEN = Gauge("order_sagas_open", "Checkouts and refunds that are not finished, by where they stand.", ["state"])
