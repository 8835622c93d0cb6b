"""What a shopper may have meant to type."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from product_service.catalog.api.serializers import CategoryRef, ImageSerializer
from servicekit.api.serializers import Strict, StrictText

LONGEST = 100


class SuggestQuery(Strict):
    q = StrictText(
        max_length=LONGEST, allow_blank=True, help_text="What has been typed so far; the last word may be a beginning."
    )


class SuggestedQuery(serializers.Serializer[Any]):
    text = serializers.CharField(help_text="A search that finds something.")


class SuggestedCategory(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()


class SuggestedProduct(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    price = serializers.CharField(source="price.decimal", help_text="Decimal string, every digit of the currency.")
    currency = serializers.CharField(help_text="ISO 4217.")
    image = ImageSerializer()
    category = CategoryRef()


CHAIR = OpenApiExample(
    "Somebody types cha",
    response_only=True,
    value={
        "queries": [{"text": "chair"}, {"text": "charger"}],
        "categories": [],
        "products": [
            {
                "id": 46,
                "name": "Birch chair",
                "price": "149.00",
                "currency": "EUR",
                "image": {"url": "/media/products/1fa91.webp", "alt": "Wooden chair with a low back"},
                "category": {"slug": "home", "name": "Home & kitchen", "tint": "#FBE9DC"},
            }
        ],
    },
)


@extend_schema_serializer(examples=[CHAIR])
class SuggestionsAnswer(serializers.Serializer[Any]):
    queries = SuggestedQuery(many=True, help_text="Best sellers' words first, at most 6.")
    categories = SuggestedCategory(many=True, help_text="At most 3.")
    products = SuggestedProduct(many=True, help_text="At most 5.")
