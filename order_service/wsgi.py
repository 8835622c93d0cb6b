"""The REST API as a WSGI application."""

from __future__ import annotations

from servicekit import wsgi

application = wsgi.application("order_service", calls="order_service.wiring.partners")
