"""The REST API as a WSGI application."""

from __future__ import annotations

from servicekit import wsgi

application = wsgi.application("product_service", ready="product_service.catalog.api.ready.source")
