"""The WSGI application of a service: plain, so that any server can run it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from servicekit import lean, logs, tracing
from servicekit.faults import failpoints
from servicekit.overload import Overload

if TYPE_CHECKING:
    from servicekit.api.ready import Source
    from servicekit.edge import Application
    from servicekit.settings import ServiceSettings

# Seconds a thread that computes may keep the interpreter from the others; Python's own 5 ms let a checkout, which takes
# it up again after each of its fifty statements and calls, wait for a dozen order lists every time.
TURN = 0.001


def application(service: str, *, calls: str = "", ready: str = "") -> Application:
    """Of the service named: its settings are read, its log and its spans are set up.

    `calls` names what makes its channels to other services; they are connected beside the start. `ready` names the
    source of what is answered before Django (servicekit.api.ready).
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{service}.settings")
    sys.setswitchinterval(TURN)
    config = settings.SHOPMESH
    lean.keep_out(config.database_url)
    from servicekit.edge import Edge  # noqa: PLC0415 - REST framework reads the settings when it is imported

    logs.configure(service=config.service, process="web", fmt=config.log_format, level=config.log_level)
    tracing.configure(service=config.service, process="web")
    failpoints.arm(config, "web")
    django = get_wsgi_application()
    edge = Edge(django, Overload(config.web_threads), source=_source(config, ready))
    from servicekit.auth.verifier import verifier  # noqa: PLC0415 - user_service's reads its models

    verifier()  # the keys are fetched beside the start, not by the first request
    if calls:
        from servicekit.grpc import warmup  # noqa: PLC0415 - for services that call, and once their settings are known

        warmup.begin(calls)
    return edge


def _source(config: ServiceSettings, ready: str) -> Source:
    """Of none where faults are played to requests: in Django, which all of them have to reach for it."""
    from servicekit.api.ready import none  # noqa: PLC0415 - REST framework again

    source: Source = import_string(ready) if ready and not config.faults_file else none
    return source
