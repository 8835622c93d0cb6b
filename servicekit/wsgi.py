"""The WSGI application of a service: plain, so that any server can run it."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from servicekit import logs, tracing
from servicekit.faults import failpoints


def application(service: str) -> WSGIHandler:
    """Of the service named: its settings are read, its log and its spans are set up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{service}.settings")
    config = settings.SHOPMESH
    logs.configure(service=config.service, process="web", fmt=config.log_format, level=config.log_level)
    tracing.configure(service=config.service, process="web")
    failpoints.arm(config, "web")
    return get_wsgi_application()
