"""Model fields whose column holds sealed values.

They can be read and written, and found by `isnull`: anything else would compare ciphertexts, which are never equal, so
it is refused. To find rows by such a value, put a BlindIndexField beside it (servicekit.encryption.index).
An empty text is stored as it is: that there is nothing is not hidden. Nor is the length.
"""

from __future__ import annotations

import json
from abc import abstractmethod
from typing import Any
from uuid import UUID

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models import Lookup

from servicekit.encryption import cipher


class EncryptedField(models.Field):  # type: ignore[type-arg]  # Django's fields take no parameters at run time
    """What they have in common. `sealed_as`: the name that is authenticated, `table.column`."""

    def get_internal_type(self) -> str:
        return "TextField"  # whatever the value is, its column holds text

    @abstractmethod
    def to_bytes(self, value: Any) -> bytes:
        """Any value but None."""

    @abstractmethod
    def from_bytes(self, clear: bytes) -> Any:
        """The same value again."""

    def is_nothing(self, value: Any) -> bool:
        return value is None

    @property
    def sealed_as(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"  # noqa: SLF001 - Django's documented name for it

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if self.is_nothing(value) or hasattr(value, "as_sql"):
            return value
        return cipher.seal(self.to_bytes(value), column=self.sealed_as)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        if value is None or self.is_nothing(value):
            return value
        return self.from_bytes(cipher.unseal(value, column=self.sealed_as))

    def get_lookup(self, lookup_name: str) -> type[Lookup[Any]] | None:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: it cannot be searched by {lookup_name}, see BlindIndexField")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is encrypted: nothing can be computed from it in the database ({lookup_name})")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if self.unique or getattr(self, "db_index") or self.primary_key:
            told = "An encrypted column is never equal to another: neither unique nor an index makes sense on it."
            found.append(checks.Error(told, obj=self, id="encryption.E001"))
        return found


class EncryptedTextField(EncryptedField):
    # How django-stubs is told what a model's attribute takes and gives.
    _pyi_private_set_type: str
    _pyi_private_get_type: str

    def to_python(self, value: Any) -> str | None:
        return value if value is None else str(value)

    def to_bytes(self, value: Any) -> bytes:
        return str(value).encode()

    def from_bytes(self, clear: bytes) -> str:
        return clear.decode()

    def is_nothing(self, value: Any) -> bool:
        return value is None or value == ""


class EncryptedUUIDField(EncryptedField):
    _pyi_private_set_type: str | UUID
    _pyi_private_get_type: UUID

    def to_python(self, value: Any) -> UUID | None:
        return value if value is None or isinstance(value, UUID) else UUID(str(value))

    def to_bytes(self, value: Any) -> bytes:
        return (value if isinstance(value, UUID) else UUID(str(value))).bytes

    def from_bytes(self, clear: bytes) -> UUID:
        return UUID(bytes=clear)


class EncryptedJSONField(EncryptedField):
    """Objects, lists and their like. Their order is kept, so what is read again is written the same."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def to_bytes(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def from_bytes(self, clear: bytes) -> Any:
        return json.loads(clear)


class EncryptedBytesField(EncryptedField):
    _pyi_private_set_type: bytes
    _pyi_private_get_type: bytes

    def to_bytes(self, value: Any) -> bytes:
        return bytes(value)

    def from_bytes(self, clear: bytes) -> bytes:
        return clear
