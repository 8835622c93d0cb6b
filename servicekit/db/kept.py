"""Connections that are kept from one piece of work to the next, looked after as Django does around a request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import close_old_connections


@contextmanager
def looked_after() -> Iterator[None]:
    """For work outside Django's requests: a connection that is too old or broke is closed, before and afterwards."""
    close_old_connections()
    try:
        yield
    finally:
        close_old_connections()
