"""PostgreSQL with an end: the server itself cuts off a statement, its wait for a lock included, at the deadline."""

from __future__ import annotations

from django.db import OperationalError
from django.db.backends.postgresql import base
from psycopg import errors

from servicekit.db.deadline import UNKNOWN, InTime, fits


class DatabaseWrapper(InTime, base.DatabaseWrapper):
    def limit_to(self, seconds: float | None) -> None:
        if seconds is None:
            self._tell("DEFAULT")
        elif not fits(self.limit, seconds):
            self._tell(str(max(1, int(seconds * 1000))))  # 0 would be no limit
        else:
            return
        self.limit = seconds

    def was_cut_off(self, error: OperationalError) -> bool:
        return isinstance(error.__cause__, errors.QueryCanceled) or super().was_cut_off(error)

    def _rollback(self) -> None:
        # It may take back a limit that was set inside the transaction.
        self.limit = UNKNOWN
        super()._rollback()  # type: ignore[misc]  # the stubs do not name it

    def _tell(self, milliseconds: str) -> None:
        # Straight to the server: 25 µs instead of 60, and before the BEGIN that psycopg sends with the first statement.
        with self.wrap_database_errors:
            self.connection.pgconn.exec_(f"SET statement_timeout TO {milliseconds}".encode())
