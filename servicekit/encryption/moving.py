"""For migrations: a column that was in the clear becomes an encrypted one, and back.

The clear column is renamed out of the way and made nullable, the encrypted one is added as nullable, `sealing` copies,
and the clear one is removed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models
from django.db.migrations import RunPython

BATCH = 500  # rows in memory at once


def sealing(app: str, model: str, *, clear: dict[str, str], also: tuple[str, ...] = ()) -> RunPython:
    """`clear`: encrypted field → the field it is copied from. `also`: blind indexes, which are made while saving."""
    back = {old: new for new, old in clear.items()}
    return RunPython(_copying(app, model, clear, also), _copying(app, model, back, ()))


def _copying(app: str, name: str, fields: dict[str, str], also: tuple[str, ...]) -> Callable[[Any, Any], None]:
    def copy(apps: Any, editor: Any) -> None:
        model = apps.get_model(app, name)
        for row in _rows(model):
            for target, source in fields.items():
                setattr(row, target, getattr(row, source))
            row.save(update_fields=[*fields, *also])

    return copy


def _rows(model: type[models.Model]) -> Iterator[models.Model]:
    """All of them in batches: a cursor that stays open would hold every version of the table until the end."""
    every = model._base_manager.order_by("pk")  # noqa: SLF001 - a migration's models have no other
    batch = list(every[:BATCH])
    while batch:
        yield from batch
        batch = list(every.filter(pk__gt=batch[-1].pk)[:BATCH])
