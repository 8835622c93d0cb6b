"""Whole queries out of a beginning: what the best sellers that match are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def suggested(asked: Sequence[str], names: Iterable[str], *, limit: int) -> list[str]:
    """`asked` with its last word completed, alone and with the word after it, as in `names`, best product first.

    Each of them finds something: it was read off a product.
    """
    last = asked[-1]
    before = list(asked[:-1])
    found: dict[str, None] = {}
    for name in names:
        words = name.split()
        for place, word in enumerate(words):
            if word.startswith(last):
                found[" ".join([*before, word])] = None
                if len(words) > place + 1 and words[place + 1] not in before:
                    found[" ".join([*before, word, words[place + 1]])] = None
                break
        if len(found) >= limit:
            break
    return list(found)[:limit]
