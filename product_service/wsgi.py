"""WSGI entry of product_service."""

from servicekit import wsgi

application = wsgi.application()
