"""The words that products have: what a beginning may become, and what a slip was meant to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import connection, transaction

from product_service.search.domain import spelling
from product_service.search.models import Word, WordMove
from servicekit.db import prepared

# A beginning becomes one of so many words. More would find rarer things behind a single letter, at everybody's cost.
COMPLETIONS = 24
INDEXED_LETTERS = 4
# So many words that look similar are compared letter by letter.
SIMILAR = 200
CORRECTIONS = 3
FOLDED = 20_000  # moves in one transaction: as many as are written by the indexing of 40 chunks


def completions(words: Sequence[str]) -> dict[str, dict[str, int]]:
    """Of each word those that begin with it, itself among them if it is one, with the number of products that have it.

    The most frequent first. One query.
    """
    found: dict[str, dict[str, int]] = {word: {} for word in words}
    if not words:
        return found
    given = [value for word in words for value in (word[:INDEXED_LETTERS], len(word), word)]
    sql = " UNION ALL ".join(_completion(number, len(word)) for number, word in enumerate(words))
    for number, word, products in prepared.rows(sql, given):
        found[words[number]][word] = products
    return found


def _completion(number: int, length: int) -> str:
    """The first condition and the order are those of an index, the second decides where the beginning is longer."""
    return (
        f"SELECT * FROM (SELECT {number} AS number, word, products FROM search_word "  # noqa: S608 - numbers only
        f"WHERE {_beginning(min(length, INDEXED_LETTERS))} = %s AND {_beginning('%s')} = %s "
        f"ORDER BY products DESC LIMIT {COMPLETIONS}) AS part{number}"
    )


def _beginning(length: int | str) -> str:
    return f"{'SUBSTRING' if connection.vendor == 'postgresql' else 'SUBSTR'}(word, 1, {length})"


def known(words: Sequence[str]) -> Mapping[str, int]:
    """How many products have each of those that any has."""
    return dict(Word.objects.filter(word__in=words).values_list("word", "products"))


def corrections(word: str) -> list[str]:
    """What it was probably meant to be, best guess first."""
    if not spelling.slips_allowed(word):
        return []
    return spelling.corrections(word, _similar(word), limit=CORRECTIONS)


def meant(asked: Sequence[str]) -> list[str]:
    """With the words that no product has, and none begins with, replaced by what they resemble."""
    unknown = {word for word, found in completions(list(dict.fromkeys(asked))).items() if not found}
    return [next(iter(corrections(word)), word) if word in unknown else word for word in asked]


def _similar(word: str) -> list[tuple[str, int]]:
    """Words that share groups of three letters with it."""
    least, most = len(word) - spelling.slips_allowed(word), len(word) + spelling.slips_allowed(word)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_NEAREST, [least, most, word, SIMILAR])
        else:
            cursor.execute(_SHARING, [" OR ".join(f'"{three}"' for three in _threes(word)), least, most, SIMILAR])
        rows: list[tuple[str, int]] = cursor.fetchall()
    return rows


# By distance, from a GiST index of pg_trgm's.
_NEAREST = """
    SELECT word, products FROM search_word WHERE LENGTH(word) BETWEEN %s AND %s ORDER BY word <-> %s LIMIT %s
"""
_SHARING = """
    SELECT known.word, known.products FROM search_spelling AS spelt JOIN search_word AS known ON known.id = spelt.rowid
    WHERE search_spelling MATCH %s AND LENGTH(known.word) BETWEEN %s AND %s ORDER BY spelt.rank LIMIT %s
"""


def _threes(word: str) -> list[str]:
    """As pg_trgm has them: the beginning counts twice, so that a slip in a short word leaves something to share."""
    padded = f"__{word}_"
    return sorted({padded[start : start + 3] for start in range(len(padded) - 2)})


def moved(changes: Mapping[str, int]) -> None:
    """So many products more, or fewer, have these words. Joins the caller's transaction and waits for nobody."""
    words = sorted(word for word, products in changes.items() if products and _worth_knowing(word))
    gained = [word for word in words if changes[word] > 0]
    # In one order everywhere: two who bring the same new words wait for each other, and never both.
    Word.objects.bulk_create([Word(word=word) for word in gained], ignore_conflicts=True, batch_size=FOLDED)
    WordMove.objects.bulk_create([WordMove(word=word, products=changes[word]) for word in words], batch_size=FOLDED)


def _worth_knowing(word: str) -> bool:
    """Article numbers are found whole, and nobody wants them proposed."""
    return len(word) > 1 and not any(character.isdigit() for character in word)


def fold() -> int:
    """Moves into `Word.products`; how many. Called by the worker until it is zero."""
    with transaction.atomic():
        waiting = WordMove.objects.order_by("id").values_list("id", "word", "products")[:FOLDED]
        rows = list(waiting.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked))
        moves: Counter[str] = Counter()
        for _, word, products in rows:
            moves[word] += products
        _add(moves)
        WordMove.objects.filter(id__in=[row[0] for row in rows]).delete()
    return len(rows)


def _add(moves: Mapping[str, int]) -> None:
    changed = sorted(word for word, products in moves.items() if products)
    # One that went while somebody already counted on it is there again.
    Word.objects.bulk_create([Word(word=word) for word in changed if moves[word] > 0], ignore_conflicts=True)
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE search_word SET products = products + %s WHERE word = %s", [(moves[word], word) for word in changed]
        )
    gone = [word for word in changed if moves[word] < 0]
    Word.objects.filter(word__in=gone, products__lte=0).delete()
