"""The engine inside the service's own database. What differs between databases is in `sqlite` and `postgresql`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from product_service.catalog.domain import words as text
from product_service.catalog.models import Product
from product_service.search import documents, vocabulary
from product_service.search.documents import Made
from product_service.search.domain import lexemes, popularity
from product_service.search.domain.expression import Clause, Expression
from product_service.search.domain.ranking import Candidate, ranked
from product_service.search.filtering import facts
from product_service.search.ports import MOST_FOUND, NOTHING, Filters, Found, Query, Suggestions
from product_service.search.suggesting import suggested

# Enough to see what the best sellers are called, few enough for every keystroke.
LOOKED_AT = 60


class Index(Protocol):
    """One database's way to keep documents and to look them up."""

    def lookup(self, questions: Sequence[Expression], filters: Filters, *, limit: int) -> Iterator[Candidate]:
        """The first `limit` matches of the questions, one after the other; in each, the most popular first."""

    def write(self, made: Sequence[Made]) -> None: ...

    def kept(self, product_ids: Collection[int]) -> dict[int, set[str]]:
        """The words of those that are in the index."""

    def delete(self, product_ids: Collection[int]) -> None: ...


class EmbeddedEngine:
    def __init__(self, index: Index) -> None:
        self._index = index

    def find(self, query: Query) -> Found:
        asked = text.words(query.text)[: text.MOST_WORDS]
        if not asked:
            return NOTHING
        found = self._candidates(asked, query.filters, limit=MOST_FOUND)
        if found:
            return _page(ranked(found, asked), query)
        meant = self._meant(asked)
        if meant == asked:
            return NOTHING
        found = self._candidates(meant, query.filters, limit=MOST_FOUND)
        return _page(ranked(found, meant), query, corrected=" ".join(meant)) if found else NOTHING

    def suggest(self, typed: str, *, limit: int) -> Suggestions:
        asked = text.words(typed)[: text.MOST_WORDS]
        if not asked:
            return Suggestions()
        found = self._candidates(asked, Filters(), limit=LOOKED_AT)
        if not found:
            asked = self._meant(asked)
            found = self._candidates(asked, Filters(), limit=LOOKED_AT)
        best = ranked(found, asked)
        return Suggestions(
            queries=suggested(asked, [one.name for one in best], limit=limit),
            product_ids=[popularity.product_at(one.position) for one in best[:limit]],
        )

    def put(self, product_ids: Collection[int]) -> None:
        """Joins the caller's transaction. Five statements, however many products."""
        made = documents.of_products(product_ids)
        before = self._index.kept(product_ids)
        moves: Counter[str] = Counter()
        for words in before.values():
            moves.subtract(words)
        for document in made:
            moves.update(lexemes.words_of(document.lexemes))
        self._index.delete(list(before))
        self._index.write(made)
        vocabulary.moved(moves)

    def _candidates(self, asked: Sequence[str], filters: Filters, *, limit: int) -> list[Candidate]:
        completions = vocabulary.completions(list(dict.fromkeys(asked)))
        return list(self._index.lookup(questions(asked, completions, facts(filters)), filters, limit=limit))

    def _meant(self, asked: list[str]) -> list[str]:
        """With the words that no product has replaced by what they resemble."""
        unknown = {word for word, found in vocabulary.completions(list(dict.fromkeys(asked))).items() if not found}
        return [next(iter(vocabulary.corrections(word)), word) if word in unknown else word for word in asked]


def questions(asked: Iterable[str], completions: dict[str, list[str]], wanted: Sequence[Clause]) -> list[Expression]:
    """All words in the name as they were typed; then their completions in the name; then all of it anywhere."""
    words = list(dict.fromkeys(word[: lexemes.LONGEST_WORD] for word in asked))
    whole = tuple((word,) for word in words)
    begun = tuple(tuple(dict.fromkeys([word, *completions.get(word, ())])) for word in words)
    named = [_in_name(clauses) for clauses in dict.fromkeys([whole, begun])]
    asked_before: tuple[Clause, ...] = ()
    made = []
    for clauses in [*named, begun]:
        made.append(Expression((*clauses, *wanted), without=asked_before))
        asked_before = clauses  # which found what the one before it did, too
    return made


def _in_name(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    return tuple(tuple(lexemes.IN_NAME + word for word in clause) for clause in clauses)


def _page(found: Sequence[Candidate], query: Query, *, corrected: str | None = None) -> Found:
    ids = [popularity.product_at(one.position) for one in found]
    if query.ordering is not None:
        ids = list(Product.objects.filter(pk__in=ids).order_by(*ORDERS[query.ordering]).values_list("pk", flat=True))
    return Found(
        ids=ids[query.offset : query.offset + query.limit],
        count=len(found),
        count_relation="at_least" if len(found) >= MOST_FOUND else "exact",
        corrected=corrected,
    )


# id makes every order total.
ORDERS: dict[str, tuple[str, ...]] = {
    "popular": ("-units_sold", "id"),
    "price": ("currency", "price_minor", "id"),
    "-price": ("-currency", "-price_minor", "-id"),
    "name": ("name_words", "id"),
    "-name": ("-name_words", "-id"),
    "newest": ("-created_at", "-id"),
    "rating": ("-rating", "-rating_count", "id"),
}
