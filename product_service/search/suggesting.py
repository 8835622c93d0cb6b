"""Whole queries out of a beginning: what the best sellers that match are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def suggested(asked: Sequence[str], names: Iterable[str], *, limit: int) -> list[str]:
    """`asked` with its last word completed, alone and with the word after it, as in `names`, best product first.

    Each of them finds something: it was read off the name of one product.
    """
    found: dict[str, None] = {}
    for name in names:
        found.update(dict.fromkeys(_read_off(name.split(), asked)))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _read_off(name: Sequence[str], asked: Sequence[str]) -> Iterator[str]:
    *before, last = asked
    if not all(any(word.startswith(one) for word in name) for one in before):
        return  # those words stand in its description: completed, they would read like nonsense
    place = next((place for place, word in enumerate(name) if word.startswith(last)), None)
    if place is None:
        return
    yield " ".join([*before, name[place]])
    if len(name) > place + 1 and name[place + 1] not in before:
        yield " ".join([*before, name[place], name[place + 1]])
