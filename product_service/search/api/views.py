"""What is proposed while somebody types."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from product_service.search.api import answers
from product_service.search.api.serializers import SuggestionsAnswer
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking

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
    def get(self, request: Request) -> HttpResponse:
        return answers.suggestions(request.META, asking(request))
