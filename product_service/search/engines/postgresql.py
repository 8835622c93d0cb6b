"""A GIN index over lexemes that begin with their level, looked up level by level until enough is found.

Prevents the search that grows with the catalogue: a GIN index knows no order, so the 1,000 most popular of 100,000
matches would cost 100,000 visits to the table. A level above holds a quarter of the one below, so the levels that are
visited hold at most four times what is wanted, and of the last only so many rows are read as are still missing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

from product_service.search.documents import Made
from product_service.search.domain import lexemes, popularity
from product_service.search.domain.expression import Clause, Expression
from product_service.search.domain.ranking import Match
from product_service.search.models import Document
from product_service.search.ports import Filters
from product_service.search.prices import price_condition
from servicekit.db import prepared

# The questions in turn, in one statement: the outer LIMIT ends it where enough is found. As one value, since the driver
# needs 2 µs for each, and a look-up may find 1,000 times four of them.
# MATERIALIZED keeps the inner LIMIT from the planner. It takes one product in 200 for a match of a question that it
# cannot see, so the first 60 seem near: it read the whole table for the few of a rare level, 2.3 s instead of 12 ms.
LOOKUP = """
    SELECT COALESCE(json_agg(json_build_array(found.number, found.position, found.tier, found.name)), '[]')::text
    FROM (
        SELECT asked.number, matched.*
        FROM unnest(%s::tsquery[]) WITH ORDINALITY AS asked (question, number)
        CROSS JOIN LATERAL (
            WITH matching AS MATERIALIZED (
                SELECT position, tier, name FROM search_document AS document
                WHERE document.lexemes @@ asked.question {price}
            )
            SELECT * FROM matching LIMIT %s
        ) AS matched
        LIMIT %s
    ) AS found
"""
# GIN takes in what is written as a list that nobody has sorted, 1 kB a product, and each look-up of each level reads
# all of it. Half of the 4 MB that it may grow to made a suggestion at a million products six times as slow. Sorting in
# at once (fastupdate=off) would be 0.6 ms of every change, and in an import three times as much as by chunks.
TIDY = "SELECT gin_clean_pending_list('search_document_lexemes')"
LEVELS = tuple(range(popularity.TOP_LEVEL, -1, -1))
WRITE = """
    INSERT INTO search_document (position, product_id, tier, price_minor, currency, name, lexemes)
    SELECT position, product_id, tier, price_minor, currency, name, array_to_tsvector(string_to_array(lexemes, ' '))
    FROM unnest(%s::bigint[], %s::bigint[], %s::smallint[], %s::bigint[], %s::text[], %s::text[], %s::text[])
        AS made (position, product_id, tier, price_minor, currency, name, lexemes)
"""


class FullText:
    def lookup(self, questions: Sequence[Expression], filters: Filters, *, limit: int, rare: bool) -> list[Match]:
        price, bounds = price_condition(filters)
        # All levels at once where the order is not worth eight looks into the index.
        groups = [LEVELS] if rare else [(level,) for level in LEVELS]
        asked = [tsquery(question, levels) for question in questions for levels in groups]
        [(found,)] = prepared.rows(LOOKUP.format(price=price), [asked, *bounds, limit, limit])
        return [Match((number - 1) // len(groups), *document) for number, *document in json.loads(found)]

    def write(self, made: Sequence[Made]) -> None:
        columns: list[Any] = [
            [one.position for one in made],
            [one.product_id for one in made],
            [one.tier for one in made],
            [one.price_minor for one in made],
            [one.currency for one in made],
            [one.name for one in made],
            [_levelled(one) for one in made],
        ]
        with connection.cursor() as cursor:
            cursor.execute(WRITE, columns)

    def kept(self, product_ids: Collection[int]) -> dict[int, set[str]]:
        """A level is one digit."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT product_id, tsvector_to_array(lexemes) FROM search_document WHERE product_id = ANY(%s)",
                [list(product_ids)],
            )
            return {product_id: lexemes.words_of(one[1:] for one in found) for product_id, found in cursor.fetchall()}

    def delete(self, product_ids: Collection[int]) -> None:
        Document.objects.filter(product_id__in=product_ids).delete()

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(TIDY)


def tsquery(question: Expression, levels: Sequence[int]) -> str:
    """Whatever stands between quotes is text, and words hold neither a quote nor a backslash."""
    found = _all(question.clauses, levels)
    return f"({found}) & !({_all(question.without, levels)})" if question.without else found


def _all(clauses: Sequence[Clause], levels: Sequence[int]) -> str:
    return " & ".join(
        "(" + "|".join(f"'{level}{lexeme}'" for level in levels for lexeme in clause) + ")" for clause in clauses
    )


def _levelled(one: Made) -> str:
    level = popularity.level_at(one.position)
    return " ".join(f"{level}{lexeme}" for lexeme in one.lexemes)
