"""New keys, and the end of old ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from servicekit import clock
from servicekit.encryption import columns, keyfile, keys
from servicekit.encryption.columns import Column
from servicekit.encryption.keys import FieldKeys, KeyInUse, KeysUnusable

# Every process looks at the file once a second, so after this long all of them search by a new index key; only then is
# it written with. Otherwise one would write what another does not find.
SPREAD = timedelta(seconds=5)
# A process may have read the file just before a rotation, and its transaction may stay open: 30 s on PostgreSQL, see
# servicekit.settings. After this long nobody writes under the old key any more.
SETTLED = timedelta(seconds=60)


def rotate(path: Path) -> FieldKeys:
    """A new encryption key, in use at once: a process that meets it before it has looked looks again."""

    def added(before: FieldKeys) -> FieldKeys:
        made = keys.new_encryption_key(clock.now())
        return before.replaced(current=made.kid, encryption=(*before.encryption, made))

    return keyfile.change(path, added)


def rotate_index(path: Path) -> FieldKeys:
    """A new index key: searched by as soon as it is known, written with after SPREAD."""

    def added(before: FieldKeys) -> FieldKeys:
        now = clock.now()
        return before.replaced(index=(*before.index, keys.new_index_key(now, written_from=now + SPREAD)))

    return keyfile.change(path, added)


def retire(path: Path, kid: str) -> FieldKeys:
    """The file without this key. KeyInUse while anything is, or may yet be, written under it."""
    return keyfile.change(path, lambda before: _without(before, kid))


def _without(before: FieldKeys, kid: str) -> FieldKeys:
    now = clock.now()
    if kid in before.by_id:
        _refuse_unless_over(kid, before.current, before.writing.made_at, now)
        _refuse_while_used(kid, columns.encrypted(), "reencrypt")
        return before.replaced(encryption=tuple(key for key in before.encryption if key.kid != kid))
    if kid in {key.kid for key in before.index}:
        writing = before.indexing(now)
        if any(key.written_from > now for key in before.index):
            raise KeyInUse("a new index key is not in use everywhere yet")
        _refuse_unless_over(kid, writing.kid, writing.written_from, now)
        _refuse_while_used(kid, columns.indexed(), "reindex")
        return before.replaced(index=tuple(key for key in before.index if key.kid != kid))
    raise KeysUnusable(f"there is no key {kid}")


def _refuse_unless_over(kid: str, current: str, since: datetime, now: datetime) -> None:
    if kid == current:
        raise KeyInUse(f"{kid} is what is written with; rotate first")
    if (wait := since + SETTLED - now) > timedelta(0):
        raise KeyInUse(f"a process may still write under {kid}; try again in {wait.total_seconds():.0f} s")


def _refuse_while_used(kid: str, found: Sequence[Column], way_out: str) -> None:
    for column in found:
        count = columns.rows(column.field.model, [column]).filter(column.under(kid)).count()
        if count and column.renewable:
            raise KeyInUse(f"{count} values of {column.label} are under {kid}; run `field_keys {way_out}`")
        if count:
            raise KeyInUse(f"{count} values of {column.label} are under {kid}; they end by themselves, within a day")


@dataclass(frozen=True)
class Listed:
    """One line of the list. `role`: "current", "old", "searched" or "next"."""

    kind: str
    kid: str
    role: str
    made_at: datetime
    values: int


def listed(found: FieldKeys) -> list[Listed]:
    now = clock.now()
    sealed, indexes = _counts(columns.encrypted), _counts(columns.indexed)
    encryption = [
        Listed("encryption", key.kid, "current" if key.kid == found.current else "old", key.made_at, sealed(key.kid))
        for key in found.encryption
    ]
    writing = found.indexing(now).kid
    return encryption + [
        Listed("index", key.kid, _index_role(key, writing, now), key.made_at, indexes(key.kid)) for key in found.index
    ]


def _index_role(key: keys.IndexKey, writing: str, now: datetime) -> str:
    if key.kid == writing:
        return "current"
    return "next" if key.written_from > now else "old"


def _counts(find: Callable[[], list[Column]]) -> Callable[[str], int]:
    counts = [columns.key_counts(column) for column in find()]
    return lambda kid: sum(count[kid] for count in counts)
