"""Prevents the late write: a handler whose caller has given up goes on, and without this its rows are committed.

Before each statement and each COMMIT the deadline of the context is looked at, and the database is told how long the
statement may take. Work without a deadline (workers, migrations) is not limited.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Literal, NoReturn

from django.db import DatabaseError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from servicekit import context, metrics, tracing
from servicekit.errors import DeadlineExceeded

# What ends a savepoint is never refused: it writes nothing, and the transaction around it is refused its COMMIT.
ENDS_SAVEPOINT = ("ROLLBACK", "RELEASE")
# Telling the database costs a round trip, so a limit stays in force while it is about right: a statement may be cut off
# this many seconds late, or when only this part of its time has passed.
LATE = 0.05
EARLY = 0.75
UNKNOWN = float("nan")  # fits nothing

At = Literal["statement", "commit"]
Execute = Callable[[Any, Any, bool, dict[str, Any]], Any]


class OutOfTime(DeadlineExceeded, DatabaseError):
    """A DatabaseError, so that Django rolls back; a DeadlineExceeded, so that it is answered with 504."""


class InTime(BaseDatabaseWrapper):
    """What the backends have in common. `limit`: how many seconds per statement the database was told last, if any."""

    limit: float | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(in_time)

    @abstractmethod
    def limit_to(self, seconds: float | None) -> None:
        """Sees to it that the next statement takes at most `seconds`; None lifts the limit."""

    def was_cut_off(self, error: OperationalError) -> bool:
        """Whether the statement failed because its time was over."""
        left = context.remaining()
        return left is not None and left <= LATE

    def get_new_connection(self, conn_params: Any) -> Any:
        refuse_late("statement")
        self.limit = None
        return super().get_new_connection(conn_params)

    def _commit(self) -> None:
        refuse_late("commit")
        # Not a statement to Django, and the one that waits for the disk.
        with tracing.inside("COMMIT", **{"db.system.name": self.vendor}):
            super()._commit()  # type: ignore[misc]  # the stubs do not name it


def in_time(execute: Execute, sql: Any, params: Any, many: bool, given: dict[str, Any]) -> Any:  # noqa: FBT001 - Django's signature
    """Runs around every statement of a connection (Django's `execute_wrappers`)."""
    connection, left = given["connection"], context.remaining()
    if left is None and connection.limit is None:
        return execute(sql, params, many, given)
    if isinstance(sql, str) and sql.startswith(ENDS_SAVEPOINT):
        if sql.startswith("ROLLBACK"):
            connection.limit = UNKNOWN  # it also takes back what was set since the savepoint
        return execute(sql, params, many, given)
    if left is not None and left <= 0:
        give_up(connection)
    connection.limit_to(left)
    try:
        return execute(sql, params, many, given)
    except OperationalError as error:
        if left is not None and connection.was_cut_off(error):
            give_up(connection, error)
        raise


def fits(limit: float | None, left: float) -> bool:
    """Whether a limit set earlier will still do for a statement that has `left` seconds."""
    return limit is not None and EARLY * left <= limit <= left + LATE


def refuse_late(at: At) -> None:
    left = context.remaining()
    if left is not None and left <= 0:
        raise _noted(at)


def give_up(connection: BaseDatabaseWrapper, cause: Exception | None = None) -> NoReturn:
    # Also when the code around it does not let the exception through: half a transaction must not be committed.
    if connection.in_atomic_block:
        connection.needs_rollback = True
    raise _noted("statement") from cause


def _noted(at: At) -> OutOfTime:
    metrics.SERVER_DEADLINE_REFUSALS.labels(at).inc()
    tracing.happened("deadline.exceeded", at=at)
    return OutOfTime()
