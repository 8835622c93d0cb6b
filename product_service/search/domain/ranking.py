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

    def rank(one: Match) -> tuple[int, ...]:
        """A name that is what was typed, then words as they were typed, side by side, sold most, in the least text."""
        _, position, tier, name = one
        holds = f" {name} ".__contains__
        return (
            name != asked,
            -sum(map(holds, whole)),
            -sum(map(holds, begun)),
            not holds(f" {asked}"),
            -tier,
            name.count(" "),
            product_at(position),
        )

    return sorted(candidates, key=rank)
