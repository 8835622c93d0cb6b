"""FTS5: row ids are positions, so its lists are in the order of popularity, and a LIMIT stops the reading of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection

from product_service.search.documents import Made
from product_service.search.domain import lexemes
from product_service.search.domain.expression import Clause, Expression
from product_service.search.domain.ranking import Match
from product_service.search.models import Document
from product_service.search.ports import Filters
from product_service.search.prices import price_condition

# One statement for all questions, answered one after the other: the last LIMIT ends it where enough is found.
LOOKUP = """
    SELECT document.position, document.tier, document.name
    FROM search_index JOIN search_document AS document ON document.position = search_index.rowid
    WHERE search_index MATCH %s {price} ORDER BY search_index.rowid LIMIT %s
"""


class Fts5:
    def lookup(self, questions: Sequence[Expression], filters: Filters, *, limit: int, rare: bool) -> list[Match]:
        """Rare or not: here the order costs nothing."""
        price, bounds = price_condition(filters)
        one = LOOKUP.format(price=price)
        parts = [f"SELECT {kind} AS kind, part{kind}.* FROM ({one}) AS part{kind}" for kind in range(len(questions))]  # noqa: S608 - numbers only
        given = [value for question in questions for value in (match(question), *bounds, limit)]
        with connection.cursor() as cursor:
            cursor.execute(f"{' UNION ALL '.join(parts)} LIMIT %s", [*given, limit])
            return [Match(*row) for row in cursor.fetchall()]

    def write(self, made: Sequence[Made]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_document (position, product_id, tier, price_minor, currency, name, lexemes) "
                "VALUES (%s, %s, %s, %s, %s, %s, %s)",
                [
                    (
                        one.position,
                        one.product_id,
                        one.tier,
                        one.price_minor,
                        one.currency,
                        one.name,
                        " ".join(one.lexemes),
                    )
                    for one in made
                ],
            )

    def kept(self, product_ids: Collection[int]) -> dict[int, set[str]]:
        rows = Document.objects.filter(product_id__in=product_ids).values_list("product_id", "lexemes")
        return {product_id: lexemes.words_of(found.split(" ")) for product_id, found in rows}

    def delete(self, product_ids: Collection[int]) -> None:
        Document.objects.filter(product_id__in=product_ids).delete()

    def tidy(self) -> None:
        """FTS5 merges while it is written."""


def match(question: Expression) -> str:
    """In FTS5's language: whatever stands between quotes is text, and words hold no quote."""
    found = _all(question.clauses)
    return f"({found}) NOT ({_all(question.without)})" if question.without else found


def _all(clauses: Sequence[Clause]) -> str:
    return " AND ".join("(" + " OR ".join(f'"{lexeme}"' for lexeme in clause) + ")" for clause in clauses)
