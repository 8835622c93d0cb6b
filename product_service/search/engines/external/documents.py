"""Products as the external engine keeps them, and questions as it understands them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from product_service.search.documents import Made
from product_service.search.domain import lexemes
from product_service.search.filtering import facts
from product_service.search.ports import MOST_FOUND, Filters
from servicekit.errors import JsonValue

# Texts are folded and cut into words before they get here, the same for every engine.
TEXT: JsonValue = {"type": "text", "analyzer": "whitespace"}
INDEX: JsonValue = {
    # What was deleted is remembered for an hour: a bulk request that hung for minutes must not bring it back.
    "settings": {"index": {"gc_deletes": "1h"}},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "product_id": {"type": "long"},
            "name": {"type": "text", "analyzer": "whitespace", "fields": {"whole": {"type": "keyword"}}},
            "words": TEXT,
            "facts": {"type": "keyword"},
            "price_minor": {"type": "long"},
            "currency": {"type": "keyword"},
            "tier": {"type": "integer"},
        },
    },
}
# Who is called so, before who is described so; what was typed, before what it may become; best sellers, a little.
WHOLE_NAME, IN_NAME, BEGUN_IN_NAME, SIDE_BY_SIDE = 8.0, 4.0, 2.0, 2.0
BY_TIER = 0.05


def source(made: Made) -> dict[str, Any]:
    return {
        "product_id": made.product_id,
        "name": made.name,
        "words": " ".join(sorted(lexemes.words_of(made.lexemes))),
        "facts": [one for one in made.lexemes if one.startswith(lexemes.FACT)],
        "price_minor": made.price_minor,
        "currency": made.currency,
        "tier": made.tier,
    }


def question(words: Sequence[str], filters: Filters, *, offset: int, limit: int) -> dict[str, JsonValue]:
    """The body of a _search."""
    asked = " ".join(words)
    wanted: JsonValue = {
        "bool": {
            "must": [_has(word[: lexemes.LONGEST_WORD]) for word in dict.fromkeys(words)],
            "filter": [*({"terms": {"facts": list(clause)}} for clause in facts(filters)), *_priced(filters)],
            "should": [
                {"term": {"name.whole": {"value": asked, "boost": WHOLE_NAME}}},
                {"match_phrase": {"name": {"query": asked, "boost": SIDE_BY_SIDE}}},
            ],
        }
    }
    popular: JsonValue = {"field": "tier", "factor": BY_TIER, "missing": 0}
    return {
        "from": offset,
        "size": limit,
        "track_total_hits": MOST_FOUND,
        "_source": ["name"],
        "query": {"function_score": {"query": wanted, "field_value_factor": popular, "boost_mode": "sum"}},
        # product_id makes the order total: without it a product could stand on two pages, or on none.
        "sort": [{"_score": "desc"}, {"product_id": "asc"}],
    }


def _has(word: str) -> JsonValue:
    """`constant_score`: how often a word stands in all the texts says nothing about what was meant."""
    return {
        "dis_max": {
            "queries": [
                _scored({"term": {"name": {"value": word}}}, IN_NAME),
                _scored({"prefix": {"name": {"value": word}}}, BEGUN_IN_NAME),
                _scored({"prefix": {"words": {"value": word}}}, 1.0),
            ]
        }
    }


def _scored(one: JsonValue, boost: float) -> JsonValue:
    return {"constant_score": {"filter": one, "boost": boost}}


def _priced(filters: Filters) -> list[JsonValue]:
    conditions: list[JsonValue] = []
    for limit, comparison in ((filters.min_price, "gte"), (filters.max_price, "lte")):
        if limit is not None:
            conditions.append({"term": {"currency": {"value": limit.currency}}})
            conditions.append({"range": {"price_minor": {comparison: limit.minor_units}}})
    return conditions
