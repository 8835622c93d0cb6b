"""One statement where Django's ORM needs four, and the same on SQLite and PostgreSQL."""

from __future__ import annotations

from django.db import connection, models


def inserted(row: models.Model) -> bool:
    """INSERT unless a unique key has it already. Waits for another transaction that is inserting the same."""
    options = row._meta  # noqa: SLF001 - Django's documented name for it
    fields = [field for field in options.local_concrete_fields if not field.primary_key]
    columns = ", ".join(str(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        # Names are of our own models; values go as parameters.
        cursor.execute(
            f"INSERT INTO {options.db_table} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING RETURNING 1",  # noqa: S608 - see above
            values,
        )
        return cursor.fetchone() is not None
