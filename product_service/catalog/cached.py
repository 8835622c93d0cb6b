"""What the catalogue answered a moment ago, good until something changes.

Every change moves the catalogue's generation on once it is committed, and what was remembered under the one before is
asked for no more. Whatever could not be told of it is old when the second is over in which its making began: what a
process remembers, what Redis keeps of an answer that was made from that, and the gateway's copy of such an answer all
end together. One after the other they would add up to two and a half.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.conf import settings

from servicekit import cache
from servicekit.ids import uuid7

T = TypeVar("T")

GENERATION = "catalog:generation"
# What is kept is called by the form it is kept in, too: while a restart rolls, the version before asks the same Redis.
FORM = "2:"
SECONDS = 1
# Entries of one process; all of them go when there are more.
MOST = 2_000


def second() -> int:
    """Since 1970. Asked for before anything is read for an answer, and not when it is ready."""
    return int(time.time())


def changed() -> None:
    """For transaction.on_commit: what shoppers are shown is no longer what it was."""
    for memory in _memories:
        memory.forget()
    if enabled():
        cache.put(GENERATION, str(uuid7()).encode(), seconds=60)


def enabled() -> bool:
    """Without Redis nobody could say when it is over: not even for a second."""
    return bool(settings.SHOPMESH.redis_url)


_memories: list[Memory[Any]] = []


class Memory(Generic[T]):
    """Of this process, for what nobody misses for half a second: the tree of categories, how many products match.

    Nor beyond the end of this second, because answers made from it are kept until then.
    """

    def __init__(self, *, seconds: float = 0.5, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._kept: dict[object, tuple[float, int, T]] = {}
        _memories.append(self)

    def remembered(self, key: object, make: Callable[[], T]) -> T:
        if not enabled():
            return make()
        now, this, found = self._clock(), second(), self._kept.get(key)
        if found is not None and now < found[0] and this == found[1]:
            return found[2]
        made = make()
        if len(self._kept) >= MOST:
            self._kept = {}
        self._kept[key] = (now + self._seconds, this, made)
        return made

    def forget(self) -> None:
        self._kept = {}


def answer(key: str, make: Callable[[], bytes]) -> bytes:
    """A whole answer. Redis is not asked for one that nobody wanted a second ago, nor to keep it."""
    if not enabled() or not _asked_lately(key):
        return make()
    this, name = b"@%d " % second(), FORM + key
    usable, (generation, kept) = cache.get_several([GENERATION, name])
    if generation is None:
        if usable:
            cache.put(GENERATION, str(uuid7()).encode(), seconds=60)
        return make()
    stamp = generation + this
    if kept is not None and kept.startswith(stamp):
        return kept[len(stamp) :]
    made = make()
    cache.put(name, stamp + made, seconds=SECONDS)
    return made


_asked: dict[str, float] = {}


def _asked_lately(key: str) -> bool:
    now = time.monotonic()
    before = _asked.get(key, 0.0)
    if len(_asked) >= MOST:
        _asked.clear()
    _asked[key] = now
    return now - before < SECONDS
