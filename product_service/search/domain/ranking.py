"""Which of the matches comes first, where the index says only that they match."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from product_service.search.domain.popularity import product_at

# Only so many are looked at closely; nobody has been seen on page six.
CLOSELY = 100


class Match(NamedTuple):
    """`kind` is the question it answered: 0, all words in its name; the higher, the less like what was asked."""

    kind: int
    position: int
    tier: int
    name: str


def ranked(candidates: Iterable[Match], words: Sequence[str]) -> list[Match]:
    """`words` as they were typed, folded. Best first, the same at every call: pages are cut out of it."""
    asked = " ".join(words)
    begun = [f" {word}" for word in words]
    whole = [f"{word} " for word in begun]
    return sorted(candidates, key=lambda one: _rank(one, asked, begun, whole))


def _rank(one: Match, asked: str, begun: Sequence[str], whole: Sequence[str]) -> tuple[int, ...]:
    """A name that is what was typed, then the words as they were typed, side by side, sold most, in the least text."""
    padded = f" {one.name} "
    return (
        one.name != asked,
        -len([word for word in whole if word in padded]),
        -len([word for word in begun if word in padded]),
        f" {asked}" not in padded,
        -one.tier,
        one.name.count(" "),
        product_at(one.position),
    )
