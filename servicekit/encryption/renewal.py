"""Brings what is stored under the current keys, beside live writes, and goes on wherever it was cut off.

Nothing is remembered between runs: each value says under which key it stands. A batch is one short transaction; in it
rows that somebody else holds are passed over (they come in the next round), so nobody waits for a row in a circle, and
a value is replaced only if it still is the one that was read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q

from servicekit import clock
from servicekit.encryption import columns
from servicekit.encryption.cipher import Unreadable, unseal
from servicekit.encryption.columns import STORED, Column
from servicekit.encryption.fields import EncryptedField
from servicekit.encryption.index import BlindIndexField
from servicekit.encryption.ring import LOOK, ring

BATCH = 100  # rows; on SQLite a batch keeps other writers out for about 10 ms
ROUNDS = 5  # over rows that were held by others; a transaction of ours ends within seconds
PAUSE = 1.0  # seconds between two rounds

Report = Callable[["Progress"], None]


@dataclass
class Progress:
    """How far one table is. `stuck`: rows that stay as they are, and why."""

    table: str
    total: int
    done: int = 0
    began: float = field(default_factory=time.monotonic)
    stuck: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.done / max(time.monotonic() - self.began, 0.001)

    @property
    def seconds_left(self) -> float:
        return max(0, self.total - self.done) / max(self.rate, 0.001)


@dataclass(frozen=True)
class Walk:
    """One table and those of its columns that are to come under the key `kid`."""

    model: type[models.Model]
    columns: Sequence[Column]
    kid: str

    @property
    def table(self) -> str:
        return self.model._meta.db_table  # noqa: SLF001 - Django's documented name for it

    def stale(self) -> Any:
        any_of_them = Q()
        for column in self.columns:
            any_of_them |= column.not_under(self.kid)
        return columns.rows(self.model, self._read()).filter(any_of_them).order_by("pk")

    def batch(self, after: Any, progress: Progress) -> Any:
        """Renew the next rows. The key of the last one seen, or None when there are none."""
        stale = self.stale() if after is None else self.stale().filter(pk__gt=after)
        names = [STORED.format(column.name) for column in self._read()]
        with transaction.atomic():
            found = list(stale.select_for_update(skip_locked=True, no_key=True).values("pk", *names)[:BATCH])
            for row in found:
                self._renew(row, progress)
        return found[-1]["pk"] if found else None

    def _renew(self, row: dict[str, Any], progress: Progress) -> None:
        stale = [column for column in self.columns if not _is_under(row, column, self.kid)]
        try:
            values = {column.name: _renewed(column, row) for column in stale}
        except Unreadable as reason:
            progress.stuck.append(f"{self.table} {row['pk']}: {reason}")
            return
        try:
            # A savepoint only where it may be needed: it is a third of the cost of a row.
            with transaction.atomic() if self._unique else nullcontext():
                progress.done += self._replace(row, values)
        except IntegrityError:  # the same customer put the same thing down twice while the index key changed
            progress.stuck.append(f"{self.table} {row['pk']}: another row has this value already")

    def _replace(self, row: dict[str, Any], values: dict[str, Any]) -> int:
        """1, or 0 when the row no longer is as it was read. By hand: the ORM takes eight times as long to say it."""
        fields = {column.name: column.field for column in self._read()}
        as_read = {name: row[STORED.format(name)] for name in fields if row[STORED.format(name)] is not None}
        key, quote = self._pk, connection.ops.quote_name
        changes = ", ".join(f"{quote(str(fields[name].column))} = %s" for name in values)
        unless = "".join(f" AND {quote(str(fields[name].column))} = %s" for name in as_read)
        new = [fields[name].get_db_prep_save(value, connection) for name, value in values.items()]
        pk = key.get_db_prep_value(row["pk"], connection)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {quote(self.table)} SET {changes} WHERE {quote(str(key.column))} = %s{unless}",  # noqa: S608 - names of models
                [*new, pk, *as_read.values()],
            )
            return int(cursor.rowcount)

    @property
    def _pk(self) -> models.Field[Any, Any]:
        return self.model._meta.pk  # noqa: SLF001 - Django's documented name for it

    @property
    def _unique(self) -> bool:
        return any(not column.encrypted for column in self.columns)

    def _read(self) -> list[Column]:
        """The columns themselves, and those that an index is made from."""
        return list({column.name: column for column in [*self.columns, *map(_source, self.columns)]}.values())


def _is_under(row: dict[str, Any], column: Column, kid: str) -> bool:
    stored = row[STORED.format(column.name)]
    return not stored or stored.startswith(column.prefix(kid))


def _source(column: Column) -> Column:
    """Where the clear value of a column is sealed: in itself, or, for an index, in the column beside it."""
    if isinstance(column.field, BlindIndexField) and column.field.of:
        return Column(column.field.model._meta.get_field(column.field.of))  # type: ignore[arg-type]  # noqa: SLF001 - a column
    return column


def _renewed(column: Column, row: dict[str, Any]) -> Any:
    """The clear value, which is sealed anew when it is written; of an index, what it is under the new key."""
    source = _source(column).field
    stored = row[STORED.format(source.attname)]
    if not isinstance(source, EncryptedField):
        raise TypeError(f"{column.label} is the index of a column that is not encrypted")
    clear = source.from_bytes(unseal(stored, column=source.sealed_as))
    return column.field.of_value(clear) if isinstance(column.field, BlindIndexField) else clear


def encrypted() -> list[Walk]:
    """Everything that is encrypted, to the current encryption key."""
    return _walks(columns.encrypted(), ring().keys().current)


def indexed() -> list[Walk]:
    """Every blind index that can be made again, to the index key that is written with now."""
    renewable = [column for column in columns.indexed() if column.renewable]
    return _walks(renewable, ring().keys().indexing(clock.now()).kid)


def _walks(found: Sequence[Column], kid: str) -> list[Walk]:
    by_model = groupby(found, key=lambda column: column.field.model)  # they come model by model
    return [Walk(model, list(of_it), kid) for model, of_it in by_model]


def renew(walks: Callable[[], list[Walk]], report: Report) -> list[Progress]:
    """Round after round until nothing is stale but what cannot be read. `total - done` rows are left at the end."""
    ring().look()
    finished = [_rounds(walk, report) for walk in walks()]
    return [progress for progress in finished if progress.total]


def _rounds(walk: Walk, report: Report) -> Progress:
    progress = Progress(walk.table, walk.stale().count())
    for _ in range(ROUNDS):
        for _ in _batches(walk, progress):
            report(progress)
        left = walk.stale().count()
        progress.total = progress.done + left
        if left <= len(progress.stuck):
            break
        time.sleep(PAUSE)  # the shop is open: its writes come between two batches
        progress.stuck.clear()
    return progress


def _batches(walk: Walk, progress: Progress) -> Iterator[None]:
    after = None
    while True:
        began = time.monotonic()
        after = walk.batch(after, progress)
        if after is None:
            return
        yield
        # SQLite has one writer, and those who wait do not queue.
        time.sleep(min(time.monotonic() - began, LOOK))  # as long as it took: half of the time is the others'
