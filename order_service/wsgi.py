"""The REST API as a WSGI application."""

from __future__ import annotations

from servicekit import wsgi
from servicekit.grpc import warmup

application = wsgi.application("order_service")
warmup.begin("order_service.wiring.partners")
