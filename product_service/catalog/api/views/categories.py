from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from product_service.catalog import selectors
from product_service.catalog.api.permissions import SHOP_OPEN_MANAGERS_WRITE
from product_service.catalog.api.serializers import CategorySerializer
from product_service.catalog.models import Category
from servicekit import cache
from servicekit.api.query import known_parameters

# Every page asks for them, and a count that is half a minute old misleads nobody.
CATEGORIES_SECONDS = 30


class Categories(GenericAPIView[Category]):
    permission_classes = SHOP_OPEN_MANAGERS_WRITE
    serializer_class = CategorySerializer
    pagination_class = None

    @extend_schema(
        operation_id="categories_list",
        summary="Categories",
        description="In the order of the shop's shelves, each with the number of its products on sale.",
        responses=CategorySerializer(many=True),
        tags=["categories"],
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        return Response(cache.remembered(selectors.CATEGORIES, seconds=CATEGORIES_SECONDS, make=_categories))


def _categories() -> list[dict[str, Any]]:
    return [dict(row) for row in CategorySerializer(selectors.categories_with_counts(), many=True).data]
