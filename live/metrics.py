"""What the live process counts. Labels are bounded: kinds, codes and reasons, never users."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

CONNECTIONS = Gauge("live_connections", "Clients that are signed in.")
CLOSED = Counter("live_closed", "Connections closed by us. code: 4401 (session over), 4408, 4429, …", ["code"])
REFUSED = Counter("live_refused", "Handshakes refused. reason: origin, full.", ["reason"])
MESSAGES = Counter("live_messages", "Messages put down for clients.", ["type"])
RESYNCS = Counter("live_resyncs", "Clients too slow for what there was to tell: told to read everything again.")
EVENTS = Counter("live_events", "Events heard. outcome: told (somebody is connected), nobody, unreadable.", ["outcome"])
ONLINE = Gauge("live_feed_online", "1 while the broker is heard; clients are told when it is not.")
SECONDS = Histogram(
    "live_event_seconds",
    "From the event to its messages: outbox, broker, here.",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0),
)
