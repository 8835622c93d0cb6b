"""Which word was probably meant by one that no product has."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 4  # of three letters, one wrong may be anything
ONE_WRONG = 7  # up to here one slip, beyond two


def slips_allowed(word: str) -> int:
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) <= ONE_WRONG else 2


def slips(typed: str, meant: str, *, most: int) -> int:
    """A letter too many, too few, another, or two swapped (Damerau-Levenshtein); `most + 1` for more than that."""
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 - 3 MB that a search without slips does not need

    return int(DamerauLevenshtein.distance(typed, meant, score_cutoff=most))


def corrections(typed: str, known: Iterable[tuple[str, int]], *, limit: int) -> list[str]:
    """Of `known` words with their frequencies, those it may be: nearest first, then the most frequent."""
    most = slips_allowed(typed)
    near = [(slips(typed, word, most=most), -products, word) for word, products in known if word != typed]
    # Whoever slips still begins with the right letter, mostly.
    best = sorted((far, word[0] != typed[0], rare, word) for far, rare, word in near if far <= most)
    return [word for *_, word in best[:limit]]
