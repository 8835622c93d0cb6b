"""What this app counts. A dashboard that shows anything but zero problems is an alarm."""

from __future__ import annotations

from prometheus_client import Gauge

BOOKS_PROBLEMS = Gauge("order_books_problems", "What the last audit of the books found wrong, by kind.", ["kind"])
BOOKS_AUDIT_SECONDS = Gauge("order_books_audit_seconds", "How long the last audit of the books took.")
