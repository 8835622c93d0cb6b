"""The engine inside the service's own database. What differs between databases is in `sqlite` and `postgresql`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from product_service.catalog.domain import words as text
from product_service.search import documents, vocabulary
from product_service.search.documents import Made
from product_service.search.domain import lexemes, popularity
from product_service.search.domain.expression import Clause, Expression
from product_service.search.domain.ranking import CLOSELY, Match, ranked
from product_service.search.filtering import facts
from product_service.search.ports import (
    FIRST_FOUND,
    MOST_FOUND,
    NO_FILTERS,
    NOTHING,
    Filters,
    Found,
    Query,
    Suggestions,
)
from product_service.search.suggesting import suggested

# Enough to see what the best sellers are called, few enough for every keystroke.
LOOKED_AT = 60


class Index(Protocol):
    """One database's way to keep documents and to look them up."""

    def lookup(self, questions: Sequence[Expression], filters: Filters, *, limit: int, rare: bool) -> list[Match]:
        """The first `limit` matches of the questions, one after the other; in each, the most popular first.

        `rare`: there are not many more matches than that, so all may be read to find the most popular.
        """

    def write(self, made: Sequence[Made]) -> None:
        """Documents that are not in the index."""

    def kept(self, product_ids: Collection[int]) -> dict[int, set[str]]:
        """The words of those that are in the index."""

    def delete(self, product_ids: Collection[int]) -> None: ...

    def tidy(self) -> None:
        """What was written in a hurry is put where it is found quickly."""


class EmbeddedEngine:
    def __init__(self, index: Index) -> None:
        self._index = index

    def find(self, query: Query) -> Found:
        asked = text.words(query.text)[: text.MOST_WORDS]
        if not asked:
            return NOTHING
        most = _most(query)
        matches = self._matches(asked, query.filters, limit=most)
        if matches:
            return _page(matches, asked, query, most=most)
        meant = vocabulary.meant(asked)
        if meant == asked:
            return NOTHING
        matches = self._matches(meant, query.filters, limit=most)
        return _page(matches, meant, query, most=most, corrected=" ".join(meant)) if matches else NOTHING

    def suggest(self, typed: str, *, limit: int) -> Suggestions:
        asked = text.words(typed)[: text.MOST_WORDS]
        if not asked:
            return Suggestions()
        matches = self._matches(asked, NO_FILTERS, limit=LOOKED_AT)
        if not matches:
            asked = vocabulary.meant(asked)
            matches = self._matches(asked, NO_FILTERS, limit=LOOKED_AT)
        best = ranked(matches, asked)
        return Suggestions(
            queries=suggested(asked, [one.name for one in best], limit=limit),
            product_ids=[popularity.product_at(one.position) for one in best[:limit]],
        )

    def put(self, product_ids: Collection[int]) -> None:
        """The index says of these products what the catalogue says; those not on sale leave it.

        Joins the caller's transaction. Nine statements at most, however many products.
        """
        made = documents.of_products(product_ids, locked=True)
        before = self._index.kept(product_ids)
        moves: Counter[str] = Counter()
        for words in before.values():
            moves.subtract(words)
        for document in made:
            moves.update(lexemes.words_of(document.lexemes))
        self._index.delete(list(before))
        self._index.write(made)
        vocabulary.moved(moves)

    def tidy(self) -> None:
        """For who has time: after each chunk of a bulk, and once a second. Where nothing was written it is no work."""
        self._index.tidy()

    def _matches(self, asked: Sequence[str], filters: Filters, *, limit: int) -> list[Match]:
        completions = vocabulary.completions(list(dict.fromkeys(asked)))
        rare = any(_sparse(completions[word]) for word in completions)
        wanted = facts(filters)
        anywhere, *named = questions(asked, completions, wanted)
        best: list[Match] | None = None
        if len(completions) == 1 and not rare:  # of one common word, names alone are enough, mostly
            best = self._index.lookup(named, filters, limit=limit, rare=rare)
            if len(best) >= limit:
                return best
        found = self._index.lookup([anywhere], filters, limit=limit, rare=rare)
        if len(found) < limit:  # all there are: what they are called tells the rest
            return found if len(found) <= CLOSELY else _told_apart(found, named, wanted)
        if best is None:
            best = self._index.lookup(named, filters, limit=limit, rare=rare)
        known = {match.position for match in best}
        rest = (match._replace(kind=len(named)) for match in found if match.position not in known)
        return [*best, *rest][:limit]


def _told_apart(found: Sequence[Match], named: Sequence[Expression], wanted: Sequence[Clause]) -> list[Match]:
    """By the first of the questions about names that each of them answers; what is wanted besides holds of all."""
    held = {clause[0] for clause in wanted}
    return [match._replace(kind=_kind(held.union(lexemes.of_name(match.name)), named)) for match in found]


def _kind(lexemes_of_one: set[str], named: Sequence[Expression]) -> int:
    return next((kind for kind, question in enumerate(named) if question.holds(lexemes_of_one)), len(named))


def _sparse(completions: Mapping[str, int]) -> bool:
    """Whether few products have one of the words. Of a word that is no completion of itself nothing is known."""
    return bool(completions) and sum(completions.values()) <= MOST_FOUND


def questions(
    asked: Iterable[str], completions: Mapping[str, Mapping[str, int]], wanted: Sequence[Clause]
) -> list[Expression]:
    """All words, or what they may become, anywhere; as they were typed in the name; what they may become in the name.

    The last leaves out what the one before it found.
    """
    words = list(dict.fromkeys(word[: lexemes.LONGEST_WORD] for word in asked))
    whole = _in_name((word,) for word in words)
    begun = tuple(tuple(dict.fromkeys([word, *completions.get(word, ())])) for word in words)
    named = [Expression((*whole, *wanted))]
    if _in_name(begun) != whole:
        named.append(Expression((*_in_name(begun), *wanted), without=whole))
    return [Expression((*begun, *wanted)), *named]


def _in_name(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    return tuple(tuple(lexemes.IN_NAME + word for word in clause) for clause in clauses)


def _most(query: Query) -> int:
    """How many matches are worth finding: of a common word each costs a visit to a page of the table."""
    first_pages = query.ordering is None and query.offset + query.limit <= CLOSELY
    return FIRST_FOUND if first_pages else MOST_FOUND


def _page(
    matches: list[Match], words: Sequence[str], query: Query, *, most: int, corrected: str | None = None
) -> Found:
    end = query.offset + query.limit
    if query.ordering is None:
        ids = [popularity.product_at(position) for position in best_first(matches, words)[query.offset : end]]
    else:
        found = [popularity.product_at(match.position) for match in matches]
        ids = documents.in_order(found, query.ordering, offset=query.offset, limit=query.limit)
    at_least = len(matches) >= most
    return Found(ids, len(matches), "at_least" if at_least else "exact", corrected)


def best_first(matches: list[Match], words: Sequence[str]) -> list[int]:
    """Positions. The first CLOSELY are ranked by what they are called, the rest by popularity alone."""
    matches.sort()
    closely = ranked(matches[:CLOSELY], words)
    return [one.position for one in closely] + [match.position for match in matches[CLOSELY:]]
