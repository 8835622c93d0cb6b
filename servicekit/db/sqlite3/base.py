"""SQLite with an end: it stops waiting for the write lock, and leaves a long statement, when the time is over."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.db.backends.sqlite3 import base

from servicekit import context
from servicekit.db.deadline import InTime, fits

# Instructions of SQLite's virtual machine between two looks at the clock: one to two milliseconds.
OFTEN = 100_000


class DatabaseWrapper(InTime, base.DatabaseWrapper):
    """Transactions are IMMEDIATE: the lock is waited for at BEGIN, or by a statement outside of a transaction."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        made: sqlite3.Connection = super().get_new_connection(conn_params)
        made.set_progress_handler(_is_over, OFTEN)
        return made

    def limit_to(self, seconds: float | None) -> None:
        if self.in_atomic_block:
            return
        patience = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        wanted = patience if seconds is None else min(seconds, patience)
        if seconds is None or not fits(self.limit, wanted):
            with self.wrap_database_errors:
                self.connection.execute(f"PRAGMA busy_timeout = {max(1, int(wanted * 1000))}")
            self.limit = None if seconds is None else wanted


def _is_over() -> bool:
    """True interrupts the statement that is running."""
    left = context.remaining()
    return left is not None and left <= 0
