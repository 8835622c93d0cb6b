"""Makes a benchmark's process what a service's is: Django set up, logs as in production, but errors only."""

from __future__ import annotations

import os


def as_a_service() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicekit.tests.settings")
    import django  # noqa: PLC0415 - reads the variable above

    from servicekit import logs  # noqa: PLC0415

    django.setup()
    logs.configure(service="benchmark", process="bench", level="ERROR")
