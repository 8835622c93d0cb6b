"""The floor of a checkout: the same rows, written by one process in the same transactions, and nothing else.

One real checkout is recorded, statement by statement, from its spans, and what it inserted is read back. A replay
inserts these rows into copies of the tables (same columns, same indexes, no constraints), updates them where the
services updated, and commits where they committed. It asks nothing, checks nothing and calls nobody: whatever a mesh
adds comes on top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from servicekit.testing.collector import Seen

INSERT = re.compile(r'INSERT (?:OR IGNORE )?INTO "?(\w+)"?', re.IGNORECASE)
UPDATE = re.compile(r'UPDATE "?(\w+)"? SET (.*?)(?: WHERE |$)', re.IGNORECASE | re.DOTALL)
ASSIGNED = re.compile(r'"(\w+)" = ')
LATER = float("inf")

Row = dict[str, Any]


class Database(Protocol):
    """One service's database, with room for copies."""

    def newest(self, table: str, count: int) -> list[Row]:
        """The rows that were inserted last."""

    def copy(self, table: str) -> None:
        """An empty `floor_<table>` with the columns and indexes of `table`, and a key of its own."""

    def begin(self) -> None: ...
    def commit(self) -> None: ...
    def insert(self, table: str, row: Row) -> int:
        """Into the copy; the key."""

    def update(self, table: str, values: Row, key: int) -> None: ...


@dataclass(frozen=True)
class Write:
    """One statement: the rows it inserted, or the columns it updated and what they hold now."""

    table: str
    rows: tuple[Row, ...] = ()
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Transaction:
    service: str
    writes: tuple[Write, ...]


@dataclass(frozen=True)
class Statement:
    """A write as its span tells it. `columns`: those an UPDATE sets; `count`: the rows an INSERT brings."""

    table: str
    count: int = 0
    columns: tuple[str, ...] = ()


def recorded(spans: Sequence[Seen], databases: Mapping[str, Database]) -> list[Transaction]:
    """Must follow the checkout at once: what was inserted last is what it inserted."""
    found = list(_transactions(spans))
    return [
        Transaction(service, tuple(_write(databases[service], statement) for statement in statements))
        for _, service, statements in sorted(found, key=lambda one: one[0])
    ]


def _transactions(spans: Sequence[Seen]) -> Iterator[tuple[float, str, list[Statement]]]:
    """When each was committed, where, and what was in it. A write that no COMMIT follows was one by itself."""
    ordered = sorted(spans, key=lambda span: (span.service, span.process, span.began))
    for (service, _), group in groupby(ordered, key=lambda span: (span.service, span.process)):
        begun: list[Statement] = []
        for span in group:
            if span.name == "COMMIT":
                if begun:
                    yield span.began, service, begun
                begun = []
            elif statement := _statement(str(span.attributes.get("db.query.text", ""))):
                begun.append(statement)
        for statement in begun:
            yield LATER, service, [statement]


def _statement(sql: str) -> Statement | None:
    if found := INSERT.match(sql):
        return Statement(found.group(1), count=1 + sql.count("), ("))
    if found := UPDATE.match(sql):
        return Statement(found.group(1), columns=tuple(ASSIGNED.findall(found.group(2))))
    return None


def _write(database: Database, statement: Statement) -> Write:
    rows = database.newest(statement.table, max(1, statement.count))
    if statement.count:
        return Write(statement.table, rows=tuple(rows))
    newest = rows[-1]
    return Write(statement.table, values=tuple((name, newest[name]) for name in statement.columns if name in newest))


class Floor:
    """Replays one recording again and again."""

    def __init__(self, transactions: Sequence[Transaction], databases: Mapping[str, Database]) -> None:
        self._transactions = transactions
        self._databases = databases
        # A row to update, of tables into which the checkout inserts nothing: the stock of the product, say.
        self._standing = dict(self._prepared())

    def once(self) -> None:
        keys = dict(self._standing)
        for transaction in self._transactions:
            database = self._databases[transaction.service]
            database.begin()
            for write in transaction.writes:
                place = (transaction.service, write.table)
                if write.values:
                    database.update(write.table, dict(write.values), keys[place])
                for row in write.rows:
                    keys[place] = database.insert(write.table, row)
            database.commit()

    def _prepared(self) -> Iterator[tuple[tuple[str, str], int]]:
        tables = {
            (transaction.service, write.table) for transaction in self._transactions for write in transaction.writes
        }
        for service, table in sorted(tables):
            database = self._databases[service]
            database.copy(table)
            database.begin()
            yield (service, table), database.insert(table, database.newest(table, 1)[-1])
            database.commit()
