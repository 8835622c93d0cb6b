"""Finding rows by a value that is encrypted: beside it stands what a keyed hash makes of it, the blind index.

HMAC-SHA-256 under a key of its own, so who has the database cannot try values out. It is separate per purpose: the same
value in two columns has two indexes, unless they share a purpose. Two equal values of one purpose have the same index;
that they are equal is what the index gives away, and all.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from typing import Any

from django.db import models
from django.db.models.lookups import In

from servicekit import clock
from servicekit.encryption.keys import IndexKey
from servicekit.encryption.ring import ring

LONGEST = 8 + 1 + 43  # `<key id>:<base64url of 256 bits>`


def blind_index(value: object, *, purpose: str) -> str:
    """What to store, under the index key that is written with now."""
    return _under(ring().keys().indexing(clock.now()), value, purpose)


def candidates(value: object, *, purpose: str) -> list[str]:
    """What may be stored: one per index key. They are several only while the index is being rebuilt under a new key."""
    return [_under(key, value, purpose) for key in ring().keys().index]


def normalised(value: object) -> str:
    """People write one address or name in several ways: compatibility forms, case and outer spaces are levelled."""
    return unicodedata.normalize("NFKC", str(value)).strip().casefold()


def key_prefix(kid: str) -> str:
    """What every index that was written under this key begins with."""
    return f"{kid}:"


def _under(key: IndexKey, value: object, purpose: str) -> str:
    named = purpose.encode()
    message = len(named).to_bytes(2, "big") + named + normalised(value).encode()
    digest = hmac.digest(key.secret, message, hashlib.sha256)
    return key_prefix(key.kid) + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class BlindIndexField(models.CharField):  # type: ignore[type-arg]  # Django's fields take no parameters at run time
    """The index of the field named by `of`, written whenever a row is saved, and filtered by the clear value.

    `customer_id = EncryptedUUIDField()` and `customer_index = BlindIndexField(of="customer_id", purpose="customer")`
    are found by `filter(customer_index=customer_id)`.

    `of=None`: the value itself is stored nowhere, whoever makes the row gives its `blind_index`. Such rows cannot be
    brought under a new index key, so they must come to an end by themselves.
    """

    def __init__(self, *args: Any, of: str | None, purpose: str, **kwargs: Any) -> None:
        self.of = of
        self.purpose = purpose
        kwargs["max_length"] = LONGEST
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"], kwargs["editable"]
        return name, path, args, {**kwargs, "of": self.of, "purpose": self.purpose}

    def of_value(self, value: object) -> str | None:
        return None if value is None or value == "" else blind_index(value, purpose=self.purpose)

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:  # noqa: FBT001 - Django's signature
        if self.of is None:
            return super().pre_save(model_instance, add)  # type: ignore[no-any-return]  # a field's value is Any
        made = self.of_value(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, made)
        return made


@BlindIndexField.register_lookup
class ByClearValue(In):
    """`exact`: the rows whose value is this one, whichever of the keys their index was written under."""

    lookup_name = "exact"

    def __init__(self, lhs: Any, rhs: Any) -> None:
        super().__init__(lhs, candidates(rhs, purpose=lhs.output_field.purpose))
