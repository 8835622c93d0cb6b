"""What this service counts beside what all services do (servicekit.metrics)."""

from __future__ import annotations

from prometheus_client import Gauge

SAGAS_OPEN = Gauge("order_sagas_open", "Checkouts and refunds that are not finished, by where they stand.", ["state"])

SAGAS_STUCK = Gauge("order_sagas_stuck", "Checkouts and refunds that have not got on for five minutes. Alert above 0.")
