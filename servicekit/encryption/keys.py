"""The keys of a service's encrypted columns, as they stand in its key file.

One file per service, apart from its database, so that a copy of the database alone reads nothing. JSON:

    {"format": 1, "current": "3f9a1c20",
     "encryption": [{"kid": "3f9a1c20", "key": "<256 bits, base64url>", "made_at": "2026-…"}, …],
     "index": [{"kid": "b07d55e1", "key": "…", "made_at": "…", "written_from": "…"}, …]}
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = 1
KEY_BYTES = 32
COMMON = frozenset({"kid", "key", "made_at"})
KID = re.compile(r"[0-9a-f]{8}")


class KeysUnusable(Exception):
    """The key file is not there or not right. The message says what is wrong, and never a key."""


class KeyInUse(Exception):
    """A key that is still needed is not taken away."""


@dataclass(frozen=True)
class EncryptionKey:
    kid: str
    secret: bytes = field(repr=False)
    made_at: datetime
    cipher: AESGCM = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cipher", AESGCM(self.secret))


@dataclass(frozen=True)
class IndexKey:
    """Searched by from the moment it is known; written with from `written_from` on, when every process knows it."""

    kid: str
    secret: bytes = field(repr=False)
    made_at: datetime
    written_from: datetime


@dataclass(frozen=True)
class FieldKeys:
    """`current` is the id of the encryption key that is written with. Both lists are oldest first."""

    current: str
    encryption: tuple[EncryptionKey, ...]
    index: tuple[IndexKey, ...]

    @property
    def writing(self) -> EncryptionKey:
        return self.by_id[self.current]

    @property
    def by_id(self) -> dict[str, EncryptionKey]:
        return {key.kid: key for key in self.encryption}

    def indexing(self, now: datetime) -> IndexKey:
        ready = [key for key in self.index if key.written_from <= now]
        return max(ready or self.index[:1], key=lambda key: key.written_from)

    def replaced(self, **changes: Any) -> FieldKeys:
        return FieldKeys(**{"current": self.current, "encryption": self.encryption, "index": self.index, **changes})


def first(now: datetime) -> FieldKeys:
    made = new_encryption_key(now)
    return FieldKeys(current=made.kid, encryption=(made,), index=(new_index_key(now, written_from=now),))


def new_encryption_key(now: datetime) -> EncryptionKey:
    return EncryptionKey(kid=_new_kid(), secret=secrets.token_bytes(KEY_BYTES), made_at=now)


def new_index_key(now: datetime, *, written_from: datetime) -> IndexKey:
    return IndexKey(kid=_new_kid(), secret=secrets.token_bytes(KEY_BYTES), made_at=now, written_from=written_from)


def _new_kid() -> str:
    return secrets.token_hex(4)


def written(keys: FieldKeys) -> bytes:
    """What stands in the file."""
    body = {
        "format": FORMAT,
        "current": keys.current,
        "encryption": [_entry(key) for key in keys.encryption],
        "index": [{**_entry(key), "written_from": key.written_from.isoformat()} for key in keys.index],
    }
    return json.dumps(body, indent=2).encode() + b"\n"


def _entry(key: EncryptionKey | IndexKey) -> dict[str, str]:
    return {
        "kid": key.kid,
        "key": base64.urlsafe_b64encode(key.secret).decode(),
        "made_at": key.made_at.isoformat(),
    }


def read(body: bytes) -> FieldKeys:
    """KeysUnusable with the first mistake. Half of it is no use: what lacks a key is lost data, noticed late."""
    try:
        document = json.loads(body)
    except ValueError:
        raise KeysUnusable("it is not JSON") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise KeysUnusable(f'it is not a key file of format {FORMAT} (it has no "format": {FORMAT})')
    _exactly(document, {"format", "current", "encryption", "index"}, "the file")
    keys = FieldKeys(
        current=document["current"],
        encryption=tuple(
            EncryptionKey(**_common(entry, at))
            for entry, at in _listed(document, "encryption", {"kid", "key", "made_at"})
        ),
        index=tuple(
            IndexKey(**_common(entry, at), written_from=_instant(entry, "written_from", at))
            for entry, at in _listed(document, "index", {"kid", "key", "made_at", "written_from"})
        ),
    )
    _refuse_contradictions(keys)
    return keys


def _listed(document: Mapping[str, Any], name: str, members: AbstractSet[str]) -> Sequence[tuple[dict[str, Any], str]]:
    entries = document[name]
    if not isinstance(entries, list) or not entries:
        raise KeysUnusable(f'"{name}" lists no key')
    for number, entry in enumerate(entries, 1):
        _exactly(entry, members, f'"{name}" key {number}')
    return [(entry, f'"{name}" key {number}') for number, entry in enumerate(entries, 1)]


def _exactly(value: Any, members: AbstractSet[str], at: str) -> None:
    if not isinstance(value, dict) or set(value) != members:
        raise KeysUnusable(f"{at} must have exactly these members: {', '.join(sorted(members))}")


def _common(entry: Mapping[str, Any], at: str) -> dict[str, Any]:
    if not isinstance(entry["kid"], str) or not KID.fullmatch(entry["kid"]):
        raise KeysUnusable(f"{at}: kid must be 8 hexadecimal digits")
    return {"kid": entry["kid"], "secret": _secret(entry["key"], at), "made_at": _instant(entry, "made_at", at)}


def _secret(told: Any, at: str) -> bytes:
    try:
        secret = base64.b64decode(told.encode(), altchars=b"-_", validate=True)
    except (AttributeError, ValueError, binascii.Error):
        raise KeysUnusable(f"{at}: key is not base64url") from None
    if len(secret) != KEY_BYTES:
        raise KeysUnusable(f"{at}: key has {len(secret) * 8} bits instead of {KEY_BYTES * 8}")
    return secret


def _instant(entry: Mapping[str, Any], name: str, at: str) -> datetime:
    try:
        instant = datetime.fromisoformat(entry[name])
    except (TypeError, ValueError):
        raise KeysUnusable(f"{at}: {name} is not an ISO 8601 time") from None
    if instant.utcoffset() != timedelta(0):
        raise KeysUnusable(f"{at}: {name} is not in UTC")
    return instant


def _refuse_contradictions(keys: FieldKeys) -> None:
    every: list[EncryptionKey | IndexKey] = [*keys.encryption, *keys.index]
    if len({key.kid for key in every}) < len(every):
        raise KeysUnusable("two keys have the same kid")
    if len({key.secret for key in every}) < len(every):
        raise KeysUnusable("two keys are the same key")
    if keys.current not in {key.kid for key in keys.encryption}:
        raise KeysUnusable('"current" names no encryption key of this file')
