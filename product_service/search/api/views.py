"""What is proposed while somebody types."""

from __future__ import annotations

import time
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from product_service.catalog.domain import words
from product_service.catalog.models import Product
from product_service.search import engines, shelves
from product_service.search.api.serializers import SuggestionsAnswer, SuggestQuery
from servicekit.api import etags, query
from servicekit.api.schema import refusals

QUERIES, CATEGORIES, PRODUCTS = 6, 3, 5
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the copy you have; 304 when it is still good.",
)
TYPED = OpenApiParameter(
    "q",
    str,
    required=True,
    description="What has been typed so far; the last word may be a beginning.",
    examples=[OpenApiExample("The beginning of a lamp", value="lam")],
)


class Suggest(GenericAPIView[Any]):
    permission_classes = (AllowAny,)
    serializer_class = SuggestionsAnswer
    pagination_class = None

    @extend_schema(
        operation_id="products_suggest",
        summary="Suggestions while typing",
        description="Whole searches that find something, categories by their names, and the best products. A slip of "
        "the finger in a word that no product has is forgiven, as it is in the search itself.",
        parameters=[TYPED, IF_NONE_MATCH],
        responses={
            200: SuggestionsAnswer,
            304: OpenApiResponse(description="Your copy is still good."),
            **refusals({400: "validation-error: no q, or one of more than 100 characters. unknown-parameter."}),
        },
        tags=["products"],
    )
    def get(self, request: Request) -> Response:
        typed = query.validated(request, SuggestQuery)["q"]
        body = SuggestionsAnswer(_suggestions(typed)).data
        tag = etags.tag_of(body)
        headers = _kept(request) | {"ETag": tag}
        asked = request.headers.get("If-None-Match")
        if asked and etags.seen(asked) & {tag, "*"}:
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers=headers)
        return Response(body, headers=headers)


def _suggestions(typed: str) -> dict[str, Any]:
    found = engines.engine().suggest(typed, limit=QUERIES)
    return {
        "queries": [{"text": text} for text in found.queries],
        "categories": shelves.beginning_with(words.words(typed), limit=CATEGORIES),
        "products": _products(found.product_ids[:PRODUCTS]),
    }


def _products(product_ids: list[int]) -> list[Product]:
    """In the order given. One that has just gone off sale is left out."""
    rows = Product.objects.filter(active=True).select_related("category").in_bulk(product_ids)
    return [rows[product_id] for product_id in product_ids if product_id in rows]


def _kept(request: Request) -> dict[str, str]:
    """Who may keep it: the gateway, until the end of this second, and browsers that ask each time if it is still so."""
    if "Authorization" in request.headers:
        return {"Cache-Control": "private, no-cache", "Vary": "Authorization"}
    return {
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Vary": "Authorization",
        "X-Accel-Expires": f"@{int(time.time())}",
    }
