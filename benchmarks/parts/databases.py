"""The databases of a mesh as its floor writes to them: the drivers alone, with the settings of the services."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from benchmarks.parts.writes import Row

KEY = "floor_id"


def copy_of(table: str) -> str:
    return f"floor_{table}"


class Sqlite:
    """Satisfies Database. Durable as the service's own connection (servicekit.settings)."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA synchronous=FULL")

    def newest(self, table: str, count: int) -> list[Row]:
        rows = self._connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid DESC LIMIT ?', [count])  # noqa: S608 - a table of ours
        return [dict(row) for row in rows][::-1]

    def copy(self, table: str) -> None:
        columns = [row["name"] for row in self._connection.execute(f'PRAGMA table_info("{table}")')]
        names = ", ".join(f'"{name}"' for name in columns)
        self._connection.execute(f'CREATE TABLE "{copy_of(table)}" ({KEY} INTEGER PRIMARY KEY, {names})')
        for number, index in enumerate(self._connection.execute(f'PRAGMA index_list("{table}")').fetchall()):
            indexed = [row["name"] for row in self._connection.execute(f'PRAGMA index_info("{index["name"]}")')]
            on = ", ".join(f'"{name}"' for name in indexed)
            self._connection.execute(f'CREATE INDEX "{copy_of(table)}_{number}" ON "{copy_of(table)}" ({on})')

    def begin(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    def insert(self, table: str, row: Row) -> int:
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
        statement = f'INSERT INTO "{copy_of(table)}" ({names}) VALUES ({marks})'  # noqa: S608 - a table of ours
        made = self._connection.execute(statement, list(row.values())).lastrowid
        return made or 0

    def update(self, table: str, values: Row, key: int) -> None:
        changes = ", ".join(f'"{name}" = ?' for name in values)
        statement = f'UPDATE "{copy_of(table)}" SET {changes} WHERE {KEY} = ?'  # noqa: S608 - a table of ours
        self._connection.execute(statement, [*values.values(), key])


INDEXES = """
    SELECT array_agg(a.attname ORDER BY k.ord) AS columns
    FROM pg_index i
    CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, ord)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
    WHERE i.indrelid = %s::regclass
    GROUP BY i.indexrelid
"""


class Postgres:
    """Satisfies Database."""

    def __init__(self, url: str) -> None:
        self._connection: psycopg.Connection[dict[str, Any]] = psycopg.connect(
            url, autocommit=True, row_factory=dict_row
        )

    def newest(self, table: str, count: int) -> list[Row]:
        # Rows are never moved by an insert; xmin is the transaction that wrote this version of the row.
        query = sql.SQL("SELECT * FROM {} ORDER BY age(xmin), ctid DESC LIMIT %s").format(sql.Identifier(table))
        return self._connection.execute(query, [count]).fetchall()[::-1]

    def copy(self, table: str) -> None:
        copied = sql.Identifier(copy_of(table))
        self._connection.execute(sql.SQL("CREATE TABLE {} (LIKE {})").format(copied, sql.Identifier(table)))
        key = sql.SQL("ALTER TABLE {} ADD COLUMN {} bigserial PRIMARY KEY")
        self._connection.execute(key.format(copied, sql.Identifier(KEY)))
        for index in self._connection.execute(INDEXES, [f'"{table}"']).fetchall():
            columns = sql.SQL(", ").join(sql.Identifier(name) for name in index["columns"])
            self._connection.execute(sql.SQL("CREATE INDEX ON {} ({})").format(copied, columns))

    def begin(self) -> None:
        self._connection.execute("BEGIN")

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    def insert(self, table: str, row: Row) -> int:
        names = sql.SQL(", ").join(sql.Identifier(name) for name in row)
        marks = sql.SQL(", ").join([sql.Placeholder()] * len(row))
        statement = sql.SQL("INSERT INTO {} ({}) VALUES ({}) RETURNING {}").format(
            sql.Identifier(copy_of(table)), names, marks, sql.Identifier(KEY)
        )
        made = self._connection.execute(statement, _adapted(row)).fetchone()
        return int(made[KEY]) if made else 0

    def update(self, table: str, values: Row, key: int) -> None:
        changes = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in values)
        statement = sql.SQL("UPDATE {} SET {} WHERE {} = %s").format(
            sql.Identifier(copy_of(table)), changes, sql.Identifier(KEY)
        )
        self._connection.execute(statement, [*_adapted(values), key])


def _adapted(row: Row) -> list[Any]:
    return [Jsonb(value) if isinstance(value, dict | list) else value for value in row.values()]
