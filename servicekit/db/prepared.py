"""Reads that PostgreSQL plans once per connection instead of once per question.

Prevents planning from being the larger half: a page of products took 0.39 ms, 0.21 of them to find again, among a dozen
indexes, the way that was found the last time. SQLite keeps its own prepared statements by their text.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

# Each takes some 20 kB of the server's memory, for as long as the connection lives.
MOST = 200
Row = tuple[Any, ...]

# By connection, those asked longest ago first.
_prepared: WeakKeyDictionary[Any, OrderedDict[str, None]] = WeakKeyDictionary()


def rows(sql: str, params: Sequence[Any] = ()) -> list[Row]:
    """All rows of one SELECT. Its text is one of a few, with `%s` for what differs and no other percent sign."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            given = f"({', '.join(['%s'] * len(params))})" if params else ""
            cursor.execute(f"EXECUTE {_name(cursor, sql)}{given}", params)
        else:
            cursor.execute(sql, params)
        found: list[Row] = cursor.fetchall()
    return found


def _name(cursor: Any, sql: str) -> str:
    """Of the statement, prepared by now."""
    known = _prepared.setdefault(connection.connection, OrderedDict())
    name = f"read_{sha256(sql.encode()).hexdigest()[:16]}"
    if name in known:
        known.move_to_end(name)
        return name
    # Past Django's cursor, which would count it among the request's queries: it is sent once per connection.
    tell = connection.connection.execute
    with connection.wrap_database_errors:  # a connection that broke is to be seen as one
        if not known:  # one plan for all values, as the statements are written for one: five would be tried first
            tell("SET plan_cache_mode TO force_generic_plan")
        # Or whoever asks for two hundred sizes of a page would make everybody else's questions slow for ever.
        while len(known) >= MOST:
            oldest = next(iter(known))
            tell(f"DEALLOCATE {oldest}")
            del known[oldest]
        tell(f"PREPARE {name} AS {_numbered(sql)}")
    known[name] = None
    return name


def _numbered(sql: str) -> str:
    first, *others = sql.split("%s")
    return first + "".join(f"${number}{part}" for number, part in enumerate(others, 1))
