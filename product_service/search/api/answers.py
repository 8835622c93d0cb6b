"""What is proposed while somebody types, straight from rows: it is asked for with every key."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import HttpResponse
from rest_framework.exceptions import ValidationError

from product_service.catalog import cached
from product_service.catalog.api import filters
from product_service.catalog.api.etags import answer_tag
from product_service.catalog.api.views.answers import Meta, answered, as_json
from product_service.catalog.domain import words
from product_service.catalog.selectors import cards
from product_service.search import engines, shelves
from product_service.search.api.serializers import SuggestQuery
from servicekit.api import query
from servicekit.auth.principal import Principal

QUERIES, CATEGORIES, PRODUCTS = 6, 3, 5
PARAMETERS = query.PAGING | {"q"}  # paging is known everywhere


def suggestions(meta: Meta, by: Principal) -> HttpResponse:
    """From the query string in `meta` (WSGI's names); they are the same for everybody."""
    begun = cached.second()
    typed = " ".join(words.words(asked(meta.get("QUERY_STRING", ""))))
    body = cached.answer(f"suggest?{typed}", lambda: as_json(_suggested(typed)))
    return answered(body, meta, by, answer_tag(body), begun=begun)


def asked(query_string: str) -> str:
    """What has been typed. UnknownParameter, ValidationFailed."""
    told = query.once_each(filters.parameters(query_string), PARAMETERS)
    given = {name: value for name, value in told.items() if name not in query.PAGING}
    try:
        typed: str = _serializer().fields["q"].run_validation(given["q"])
    except (KeyError, ValidationError, DjangoValidationError):
        raise filters.refused(SuggestQuery(data=given)) from None
    return typed


def _suggested(typed: str) -> dict[str, Any]:
    """One that has just gone off sale is left out."""
    found = engines.engine().suggest(typed, limit=QUERIES)
    named = shelves.beginning_with(typed.split(), limit=CATEGORIES)
    return {
        "queries": [{"text": text} for text in found.queries],
        "categories": [{"slug": shelf.slug, "name": shelf.name} for shelf in named],
        "products": [cards.small(one) for one in cards.found(found.product_ids[:PRODUCTS], on_sale=True)],
    }


@cache
def _serializer() -> SuggestQuery:
    """Made anew for each question it would cost as much as a query."""
    return SuggestQuery()
