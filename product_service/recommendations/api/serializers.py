"""Products as they stand beside another."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from product_service.catalog.api.serializers import CategoryRef, ImageSerializer
from product_service.catalog.models import Product
from product_service.recommendations.api import examples
from product_service.stock.domain.level import level
from servicekit.api.serializers import Strict, StrictInteger


class CardStock(serializers.Serializer[Any]):
    available = serializers.IntegerField(help_text="Units that nobody holds.")
    level = serializers.ChoiceField(choices=["in_stock", "low", "out"])


class CardRating(serializers.Serializer[Any]):
    average = serializers.CharField(allow_null=True, help_text='"4.3"; null while nobody has reviewed it.')
    count = serializers.IntegerField()


class ProductCard(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    price = serializers.CharField(source="price.decimal", help_text="Decimal string, every digit of the currency.")
    currency = serializers.CharField(help_text="ISO 4217.")
    category = CategoryRef()
    stock = serializers.SerializerMethodField()
    image = ImageSerializer()
    rating = serializers.SerializerMethodField()

    @extend_schema_field(CardStock)
    def get_stock(self, product: Product) -> dict[str, int | str]:
        available = product.stock.available
        return {"available": available, "level": level(available)}

    @extend_schema_field(CardRating)
    def get_rating(self, product: Product) -> dict[str, int | str | None]:
        average = f"{product.rating / 100:.1f}" if product.rating_count else None
        return {"average": average, "count": product.rating_count}


@extend_schema_serializer(examples=examples.BESIDE)
class Beside(serializers.Serializer[Any]):
    bought_together = ProductCard(many=True, help_text="In the same orders, most often first.")
    viewed_also = ProductCard(many=True, help_text="By the same visitors, most often first.")
    computed_at = serializers.DateTimeField(allow_null=True, help_text="Null before the first computation.")


class Because(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()


class BecauseRow(serializers.Serializer[Any]):
    because = Because()
    products = ProductCard(many=True)


@extend_schema_serializer(examples=examples.RECOMMENDED)
class Recommended(serializers.Serializer[Any]):
    results = BecauseRow(many=True)


@extend_schema_serializer(examples=examples.VIEW)
class ViewInput(Strict):
    product_id = StrictInteger(min_value=1, max_value=2**63 - 1)
    visitor = serializers.UUIDField(
        format="hex_verbose", help_text="A random number that the browser made up for this visit, and keeps to itself."
    )
