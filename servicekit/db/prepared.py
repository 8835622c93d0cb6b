"""Reads that PostgreSQL plans once per connection instead of once per question.

Prevents planning from being the larger half: a page of products took 0.39 ms, 0.21 of them to find again, among a dozen
indexes, the way that was found the last time. SQLite keeps its own prepared statements by their text.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from servicekit.db.deadline import in_time

# Each takes some 20 kB of the server's memory, for as long as the connection lives.
MOST = 200
# SQLSTATEs of a server whose statements are not those we know of: one is gone, one is there, or a column that one of
# them reads has another type since a migration.
OUTDATED = frozenset({"26000", "42P05", "0A000"})
Row = tuple[Any, ...]

# By connection, those asked longest ago first.
_prepared: WeakKeyDictionary[Any, OrderedDict[str, None]] = WeakKeyDictionary()


def rows(sql: str, params: Sequence[Any] = ()) -> list[Row]:
    """All rows of one SELECT. Its text is one of a few, with `%s` for what differs and no other percent sign."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor != "postgresql":
        return _by_django(sql, params)
    database.close_if_health_check_failed()
    database.ensure_connection()
    try:
        return _asked(database, sql, params)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") not in OUTDATED:
            raise
        _prepared.pop(database.connection, None)
        if database.in_atomic_block:  # which is broken by now
            raise
    return _asked(database, sql, params)


def _asked(database: BaseDatabaseWrapper, sql: str, params: Sequence[Any]) -> list[Row]:
    statement = f"EXECUTE {_name(database, sql)}{_marks(len(params))}"
    if _is_overheard(database):
        return _by_django(statement, params)
    found: list[Row] = in_time(_straight, statement, params, False, {"connection": database})
    return found


def _is_overheard(database: BaseDatabaseWrapper) -> bool:
    """Whether somebody counts, times or traces statements, which is done in Django's cursor."""
    return database.queries_logged or database.execute_wrappers != [in_time]


def _by_django(sql: str, params: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[Row] = cursor.fetchall()
    return found


def _straight(sql: Any, params: Any, _many: bool, given: dict[str, Any]) -> list[Row]:  # noqa: FBT001 - Django's
    """Past Django's cursor, which is half of what a short question costs here."""
    database = given["connection"]
    database.validate_no_broken_transaction()
    with database.wrap_database_errors:
        found: list[Row] = database.connection.execute(sql, params).fetchall()
    return found


def _name(database: BaseDatabaseWrapper, sql: str) -> str:
    """Of the statement, prepared by now."""
    known = _prepared.setdefault(database.connection, OrderedDict())
    name = _named(sql)
    if name in known:
        known.move_to_end(name)
        return name
    if not known:
        _tell(database, "DEALLOCATE ALL")  # those of a connection that is not what we took it for
    # Or whoever asks for two hundred sizes of a page would make everybody else's questions slow for ever.
    while len(known) >= MOST:
        oldest = next(iter(known))
        _tell(database, f"DEALLOCATE {oldest}")
        del known[oldest]
    # One plan for all values, as the statements are written for one: five would be tried first. Said each time, for a
    # transaction that is rolled back takes it back, and no statement.
    _tell(database, f"SET plan_cache_mode TO force_generic_plan; PREPARE {name} AS {_numbered(sql)}")
    known[name] = None
    return name


def _tell(database: BaseDatabaseWrapper, statement: str) -> None:
    """Past Django's cursor, which would count it among the request's queries: it is sent once per connection."""
    in_time(_sent, statement, None, False, {"connection": database})


def _sent(sql: Any, _params: Any, _many: bool, given: dict[str, Any]) -> None:  # noqa: FBT001 - Django's
    database = given["connection"]
    database.validate_no_broken_transaction()
    with database.wrap_database_errors:  # a connection that broke is to be seen as one
        database.connection.execute(sql)


@lru_cache(maxsize=4 * MOST)
def _named(sql: str) -> str:
    return f"read_{sha256(sql.encode()).hexdigest()[:16]}"


def _marks(count: int) -> str:
    return f"({', '.join(['%s'] * count)})" if count else ""


def _numbered(sql: str) -> str:
    first, *others = sql.split("%s")
    return first + "".join(f"${number}{part}" for number, part in enumerate(others, 1))
