"""The documents that reading answers, as the OpenAPI page describes them: they are written by selectors.cards."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from product_service.catalog.api import examples
from product_service.catalog.api.serializers import CategoryRef, ImageSerializer, ProductSerializer


class StepSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()


class PlacedCategorySerializer(CategoryRef):
    path = StepSerializer(many=True, help_text="The way down to it from the top, itself included.")


class RelatedProductSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    price = serializers.CharField(help_text="Decimal string, every digit of the currency.")
    currency = serializers.CharField(help_text="ISO 4217.")
    image = ImageSerializer()
    category = CategoryRef()


@extend_schema_serializer(examples=examples.PRODUCT_DETAIL)
class ProductDetailSerializer(ProductSerializer):
    category = PlacedCategorySerializer()
    related = RelatedProductSerializer(many=True, help_text="At most four that go with it.")


class CategoryFigures(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment] # the field of the answer
    count = serializers.IntegerField(help_text="In it and below.")


class PriceFigures(serializers.Serializer[Any]):
    min = serializers.CharField(help_text='As the filter takes it: "10.00".')
    max = serializers.CharField(allow_null=True, help_text="The same; null for the dearest.")
    count = serializers.IntegerField()


class RatingFigures(serializers.Serializer[Any]):
    min_rating = serializers.IntegerField(help_text="So many stars on average, or more.")
    count = serializers.IntegerField()


class InStockFacet(serializers.Serializer[Any]):
    available = serializers.IntegerField()
    sold_out = serializers.IntegerField()


class VendorFigures(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    count = serializers.IntegerField()


class FacetsSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    count_relation = serializers.ChoiceField(
        choices=["exact", "at_least"],
        help_text="`at_least`: the figures are those of the first thousand or fewer that were looked at.",
    )
    categories = CategoryFigures(many=True)
    prices = PriceFigures(many=True)
    ratings = RatingFigures(many=True)
    in_stock = InStockFacet()
    vendors = VendorFigures(many=True)


class ProductPageSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField(help_text="How many match, as far as they were counted.")
    count_relation = serializers.ChoiceField(
        choices=["exact", "at_least"], help_text="Counting stops at 1,000, and where few of very many match."
    )
    next = serializers.CharField(allow_null=True, help_text="Where the list goes on; null at its end.")
    previous = serializers.CharField(allow_null=True, help_text="What comes before; null at the beginning.")
    corrected_query = serializers.CharField(
        allow_null=True, help_text="What was searched instead, when no product had all the words."
    )
    results = ProductSerializer(many=True)
