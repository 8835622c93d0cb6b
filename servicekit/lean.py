"""What a serving process does without: libraries load one another only because they find them installed.

Measured per process: redis with its asynchronous half (pybreaker asks for it) 6 MB, psycopg where the database is a
file (REST framework) 6 MB, requests (the same) 4 MB, rich (structlog, see servicekit.logs, and httpx) 4 MB.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from servicekit import tracing


def keep_out(database_url: str) -> None:
    """Once the settings are known and before Django is set up, in processes that serve."""
    with without("redis"):  # servicekit.cache loads it when there is something to be kept
        import pybreaker  # noqa: F401, PLC0415 - from here on it is loaded, without a Redis to keep its state in
    _bar("httpx._main")  # its command line, drawn with rich
    if not tracing.wanted():  # spans are sent with it
        _bar("requests")
    if database_url.startswith("sqlite"):
        _bar("django.contrib.postgres.fields")


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Inside, an import of these fails, unless they are loaded already; afterwards they can be had again."""
    barred = [name for name in names if name not in sys.modules]
    for name in barred:
        _bar(name)
    try:
        yield
    finally:
        for name in barred:
            del sys.modules[name]


def _bar(name: str) -> None:
    sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None: an import of it fails
