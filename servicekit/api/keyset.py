"""Pages by where the last one ended: a cursor names a place in an order, so every page costs what the first does.

Prevents the page that is counted from the front: OFFSET reads everything before it, and what comes or goes meanwhile
moves a row onto two pages or onto none. A cursor is signed, together with the question it belongs to: nobody can ask
for a place that was never given out, or take one into another list.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from servicekit.errors import InvalidCursor

LONGEST = 2_000  # characters
MAC = 12  # bytes: 96 bits are forged once in 10^28 attempts

Value = str | int | None


@dataclass(frozen=True)
class Place:
    """Between two rows: `values` are those of the order's columns, in the last row seen; `back` looks before it.

    `told` is what the first page found out and the next need not, such as a count.
    """

    values: tuple[Value, ...]
    back: bool = False
    told: tuple[Value, ...] = ()


def issued(place: Place, *, about: str) -> str:
    """The cursor of a place. `about` says in any unambiguous way which question, in which order."""
    told = json.dumps([place.back, place.values, place.told], separators=(",", ":"), ensure_ascii=False).encode()
    return _text(_mac(told, about) + told)


def accepted(cursor: str, *, about: str) -> Place:
    """InvalidCursor unless it is, to the letter, one that was issued about the same."""
    sent = _bytes(cursor)
    mac, told = sent[:MAC], sent[MAC:]
    if not hmac.compare_digest(mac, _mac(told, about)):
        raise InvalidCursor
    back, values, before = json.loads(told)
    return Place(tuple(values), back, tuple(before))


def _bytes(cursor: str) -> bytes:
    """Base64 has several spellings of the same bytes; one of them is ours."""
    try:
        found = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)) if len(cursor) <= LONGEST else b""
    except ValueError:
        found = b""
    if _text(found) != cursor or not found:
        raise InvalidCursor
    return found


def _text(told: bytes) -> str:
    return urlsafe_b64encode(told).rstrip(b"=").decode()


def _mac(told: bytes, about: str) -> bytes:
    return hmac.digest(_key(), f"{about}\n".encode() + told, "sha256")[:MAC]


@cache
def _key() -> bytes:
    return hashlib.sha256(b"servicekit.api.keyset\n" + str(settings.SECRET_KEY).encode()).digest()
