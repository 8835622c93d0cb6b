"""One value of one column, sealed: AES-256-GCM, stored as `v1:<key id>:<base64url of nonce, ciphertext and tag>`.

The column's name is authenticated with it, so a value that was copied into another column is refused like one that was
changed. Nonces are 96 random bits: NIST SP 800-38D, 8.3 allows 2³² values under one key that way, then rotate.
"""

from __future__ import annotations

import base64
import re
import secrets

from cryptography.exceptions import InvalidTag

from servicekit.encryption.keys import EncryptionKey
from servicekit.encryption.ring import ring

VERSION = "v1"
NONCE_BYTES = 12
TAG_BYTES = 16
SEALED = re.compile(rf"{VERSION}:([0-9a-f]{{8}}):([A-Za-z0-9_-]+)")


class Unreadable(Exception):
    """A value of an encrypted column that cannot be trusted. Says which column and why, never what stands there."""

    why = "cannot be read"

    def __init__(self, column: str, more: str = "") -> None:
        super().__init__(f"a value of {column} {self.why}{more}")


class NotSealed(Unreadable):
    why = "is not in the form that is written here"


class KeyUnknown(Unreadable):
    why = "was written under a key that is not in the key file"


class Tampered(Unreadable):
    why = "was changed, or belongs to another column"


def seal(clear: bytes, *, column: str) -> str:
    """`clear` under the current key. Equal values come out different each time."""
    key = ring().keys().writing
    nonce = secrets.token_bytes(NONCE_BYTES)
    return f"{VERSION}:{key.kid}:{_text(nonce + key.cipher.encrypt(nonce, clear, column.encode()))}"


def unseal(stored: str, *, column: str) -> bytes:
    """NotSealed, KeyUnknown or Tampered instead of anything that was not written here."""
    key, sealed = _parts(stored, column)
    nonce, ciphertext = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return key.cipher.decrypt(nonce, ciphertext, column.encode())
    except InvalidTag:
        raise Tampered(column) from None


def key_prefix(kid: str) -> str:
    """What every value that was written under this key begins with."""
    return f"{VERSION}:{kid}:"


def _parts(stored: str, column: str) -> tuple[EncryptionKey, bytes]:
    match = SEALED.fullmatch(stored)
    if match is None:
        raise NotSealed(column)
    sealed = _bytes(match[2])
    if sealed is None or len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise NotSealed(column)
    return _key(match[1], column), sealed


def _key(kid: str, column: str) -> EncryptionKey:
    found = ring().keys().by_id.get(kid)
    if found is None:
        ring().look()
        found = ring().keys().by_id.get(kid)
    if found is None:
        raise KeyUnknown(column, f" ({kid})")
    return found


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes | None:
    """None unless it is the one way to write these bytes: another spelling of the same value is a changed value."""
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return None
    return data if _text(data) == text else None
