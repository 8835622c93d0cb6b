"""The clock that decides when something is over: the database's, which every process of a service shares."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from servicekit import clock


def now() -> datetime:
    if connection.vendor == "sqlite":
        return clock.now()  # the database is a library in this process
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        instant: datetime = cursor.fetchone()[0]
        return instant
