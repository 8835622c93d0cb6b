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


class Candidate(NamedTuple):
    position: int
    tier: int
    name: str


def ranked(candidates: Iterable[Candidate], words: Sequence[str]) -> list[Candidate]:
    """`words` as they were typed, folded. Best first, the same at every call: pages are cut out of it."""
    asked = " ".join(words)
    return sorted(candidates, key=lambda one: _rank(one, asked, words))


def _rank(one: Candidate, asked: str, words: Sequence[str]) -> tuple[int, ...]:
    """A name that is what was typed, then the words as they were typed, side by side, sold most, in the least text."""
    padded = f" {one.name} "
    in_name = sum(f" {word} " in padded for word in words)
    begun = sum(f" {word}" in padded for word in words)
    side_by_side = f" {asked}" in padded
    return (
        one.name != asked,
        -in_name,
        -begun,
        not side_by_side,
        -one.tier,
        one.name.count(" "),
        product_at(one.position),
    )
