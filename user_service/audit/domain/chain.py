"""How one entry of the audit log holds the next: what is hashed, and in which form.

A hash covers the hash before it, so that changing, removing, inserting or moving one entry breaks the chain there.
What names a person is hashed on its own, behind a salt, and only that digest is in the chain: erasing the text and its
salt leaves the chain whole, and nobody can guess an address back out of the digest.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from servicekit.errors import JsonValue

GENESIS = "0" * 64


@dataclass(frozen=True)
class Deed:
    """Who did what, when: what stays for ever."""

    at: datetime
    service: str
    actor_id: str
    action: str
    resource: str
    resource_id: str
    details: str
    request_id: str


@dataclass(frozen=True)
class Personal:
    """What can be erased: where somebody was, with what, under which name, and values that name them."""

    address: str = ""
    user_agent: str = ""
    actor_name: str = ""
    values: str = ""


NOTHING = Personal()


def canonical(value: JsonValue) -> str:
    """One spelling of a JSON value. ASCII, so that no database can normalise it; ValueError for NaN."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def written(details: Mapping[str, JsonValue] | None) -> str:
    return canonical(dict(details)) if details else "{}"


def personal_digest(personal: Personal, salt: str) -> str:
    told = [salt, personal.address, personal.user_agent, personal.actor_name, personal.values]
    return _sha256(canonical(told))


def entry_hash(previous: str, seq: int, deed: Deed, personal: str) -> str:
    """`previous`: the hash of the entry before; `personal`: the digest of the personal part."""
    moment = deed.at.astimezone(UTC).isoformat(timespec="microseconds")
    told: list[JsonValue] = [previous, seq, moment, deed.service, deed.actor_id, deed.action]
    told += [deed.resource, deed.resource_id, deed.details, deed.request_id, personal]
    return _sha256(canonical(told))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()
