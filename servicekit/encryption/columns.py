"""Which columns of this service's database carry key ids, and what stands in them as the database has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, ExpressionWrapper, F, Q, QuerySet, TextField
from django.db.models.functions import Substr

from servicekit.encryption import cipher, index
from servicekit.encryption.fields import EncryptedField
from servicekit.encryption.index import BlindIndexField

STORED = "stored_{}"


@dataclass(frozen=True)
class Column:
    """One column of a table. `kind` says which of the two sets of keys its ids come from."""

    field: EncryptedField | BlindIndexField

    @property
    def name(self) -> str:
        return str(self.field.attname)

    @property
    def label(self) -> str:
        return f"{self.field.model._meta.db_table}.{self.field.column}"  # noqa: SLF001 - Django's documented name for it

    @property
    def encrypted(self) -> bool:
        return isinstance(self.field, EncryptedField)

    @property
    def renewable(self) -> bool:
        """Whether a value can be brought under another key: of some only the index is kept."""
        return not isinstance(self.field, BlindIndexField) or self.field.of is not None

    def prefix(self, kid: str) -> str:
        return cipher.key_prefix(kid) if self.encrypted else index.key_prefix(kid)

    def under(self, kid: str) -> Q:
        return Q(**{f"{STORED.format(self.name)}__startswith": self.prefix(kid)})

    def not_under(self, kid: str) -> Q:
        return Q(**{f"{STORED.format(self.name)}__gt": ""}) & ~self.under(kid)


def encrypted() -> list[Column]:
    return [Column(field) for field in _fields() if isinstance(field, EncryptedField)]


def indexed() -> list[Column]:
    return [Column(field) for field in _fields() if isinstance(field, BlindIndexField)]


def _fields() -> Iterator[models.Field[Any, Any]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:  # noqa: SLF001 - Django's documented name for it
            yield from model._meta.local_fields  # noqa: SLF001 - the same


def rows(model: type[models.Model], columns: Sequence[Column]) -> QuerySet[Any]:
    """The table, with what stands in these columns as `stored_<name>`: nothing is decrypted on the way."""
    stored = {
        STORED.format(column.name): ExpressionWrapper(F(column.name), output_field=TextField()) for column in columns
    }
    every: QuerySet[Any] = model._base_manager.all()  # noqa: SLF001 - all rows, whatever a model's managers hide
    with_stored: QuerySet[Any] = every.annotate(**stored)
    return with_stored


def key_counts(column: Column) -> Counter[str]:
    """How many values there are under each key id."""
    kid = Substr(STORED.format(column.name), len(column.prefix("")), 8)
    found = rows(column.field.model, [column]).filter(**{f"{STORED.format(column.name)}__gt": ""})
    return Counter({row["kid"]: row["count"] for row in found.values(kid=kid).annotate(count=Count("pk")).order_by()})
