"""Which word was probably meant by one that no product has."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 4  # of three letters, one wrong may be anything
ONE_WRONG = 7  # up to here one slip, beyond two
# Up to here the first letter is not among the slips, unless it was swapped with the second: "hair" is no chair.
FIRST_RIGHT = 5


def slips_allowed(word: str) -> int:
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) <= ONE_WRONG else 2


def slips(typed: str, meant: str, *, most: int) -> int:
    """A letter too many, too few, another, or two swapped (Damerau-Levenshtein); `most + 1` for more than that."""
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 - 3 MB that a search without slips does not need

    return int(DamerauLevenshtein.distance(typed, meant, score_cutoff=most))


def corrections(typed: str, known: Iterable[tuple[str, int]], *, limit: int) -> list[str]:
    """Of `known` words with their frequencies, those it may be: nearest first, then as long as it, then frequent."""
    most = slips_allowed(typed)
    near = []
    for word, products in known:
        if word != typed and _begins_alike(typed, word) and (far := slips(typed, word, most=most)) <= most:
            near.append((far, word[0] != typed[0], abs(len(word) - len(typed)), -products, word))
    return [word for *_, word in sorted(near)[:limit]]


def _begins_alike(typed: str, word: str) -> bool:
    return len(typed) > FIRST_RIGHT or typed[0] == word[0] or typed[1::-1] == word[:2]
