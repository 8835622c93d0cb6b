"""Many rows in one statement: COPY on PostgreSQL, one prepared statement on SQLite.

Prevents the hour: with `bulk_create` a million products cost an object, a `pre_save` and two conversions of every
column each, 60 µs of CPU a row before the database has done anything; here it is 4 µs.

All of it joins the caller's transaction, and none of it looks at deadlines: it is for workers and commands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Field, Model

from servicekit.db import copytext

Row = Sequence[Any]
Convert = Callable[[Any], Any]
# What both drivers write as it is. Fields of our own (encrypted ones, say) are never among them.
PLAIN = (models.IntegerField, models.CharField, models.TextField, models.BooleanField, models.AutoField)
WRITTEN = 1_000  # rows that are text at the same time


def new_ids(model: type[Model], count: int) -> Sequence[int]:
    """Ids that nobody else gets. On SQLite because the write lock is held: call it inside the transaction."""
    table, column = _meta(model).db_table, _key(model).column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, column, count])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
    return range(last + 1, last + 1 + count)


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """`rows` of the fields named (`category_id`, not `category`); every other field gets its default."""
    given = [_field(model, name) for name in names]
    rest = [field for field in _meta(model).concrete_fields if field not in given and _needs_value(field)]
    tail = tuple(_converter(field)(field.get_default()) for field in rest)
    columns = ", ".join(_quoted(field) for field in [*given, *rest])
    _inserted(f"{_table(model)} ({columns})", _converted(given, rows, tail), len(given) + len(rest))


def update(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """The row whose key is the first of each of `rows` gets the others as the values of the fields named."""
    key, fields = _key(model), [_field(model, name) for name in names]
    ready = _converted([key, *fields], rows, ())
    if connection.vendor == "postgresql":
        _updated_from_arrays(model, [key, *fields], list(ready))
        return
    changes = ", ".join(f"{_quoted(field)} = %s" for field in fields)
    statement = f"UPDATE {_table(model)} SET {changes} WHERE {_quoted(key)} = %s"  # noqa: S608 - names of our own model
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(*row[1:], row[0]) for row in ready])


def _inserted(place: str, rows: Iterable[Row], width: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Django puts its own names to the errors of statements, and not to those of a COPY.
            with connection.wrap_database_errors, cursor.copy(f"COPY {place} FROM STDIN") as copy:
                _copied(copy, iter(rows))
        else:
            marks = ", ".join(["%s"] * width)
            cursor.executemany(f"INSERT INTO {place} VALUES ({marks})", list(rows))  # noqa: S608 - the same


def _copied(copy: Any, rows: Iterator[Row]) -> None:
    while some := list(islice(rows, WRITTEN)):
        lines = copytext.lines(list(zip(*some, strict=True)))
        if lines is not None:
            copy.write(lines)
            continue
        for row in some:
            copy.write_row(row)


def _updated_from_arrays(model: type[Model], fields: Sequence[Any], rows: Sequence[Row]) -> None:
    """One statement for all rows: an array per column, unnested side by side."""
    key, *changed = (_quoted(field) for field in fields)
    changes = ", ".join(f"{name} = given.{name}" for name in changed)
    arrays = ", ".join(f"%s::{field.rel_db_type(connection)}[]" for field in fields)
    names = ", ".join([key, *changed])
    statement = (
        f"UPDATE {_table(model)} AS kept SET {changes} "  # noqa: S608 - the same
        f"FROM unnest({arrays}) AS given ({names}) WHERE kept.{key} = given.{key}"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement, [copytext.array(column) for column in zip(*rows, strict=True)] or ["{}"] * len(fields)
        )


def _converted(fields: Sequence[Any], rows: Iterable[Row], tail: tuple[Any, ...]) -> Iterable[Row]:
    special = [(place, _converter(field)) for place, field in enumerate(fields) if not _plain(field)]
    if not special:
        return ((*row, *tail) for row in rows)
    return (_with(list(row), special, tail) for row in rows)


def _with(row: list[Any], special: Sequence[tuple[int, Convert]], tail: tuple[Any, ...]) -> Row:
    for place, convert in special:
        row[place] = convert(row[place])
    row.extend(tail)
    return row


def _converter(field: Any) -> Convert:
    target = field.target_field if field.is_relation else field
    if type(target) is models.UUIDField:
        return _uuid if connection.vendor == "sqlite" else _same
    if type(target) is models.DateTimeField:
        return _moment if connection.vendor == "sqlite" else _same
    if _plain(field):
        return _same
    return lambda value: field.get_db_prep_save(value, connection)


def _plain(field: Any) -> bool:
    target = field.target_field if field.is_relation else field
    return isinstance(target, PLAIN) and type(target).__module__.startswith("django.")


def _same(value: Any) -> Any:
    return value


def _uuid(value: UUID | None) -> str | None:
    return None if value is None else value.hex


@lru_cache(maxsize=16)  # many rows are of the same moment
def _moment(value: datetime | None) -> str | None:
    return None if value is None else connection.ops.adapt_datetimefield_value(value)


def _needs_value(field: Any) -> bool:
    """The database itself counts keys, computes columns and knows some defaults."""
    return not (field.primary_key or field.generated or field.has_db_default())


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    return next(field for field in _meta(model).concrete_fields if name in {field.attname, field.name})


def _key(model: type[Model]) -> Any:
    return _meta(model).pk


def _quoted(field: Any) -> str:
    return connection.ops.quote_name(field.column)


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(_meta(model).db_table)


def _meta(model: type[Model]) -> Any:
    return model._meta  # noqa: SLF001 - Django's documented way to the columns
