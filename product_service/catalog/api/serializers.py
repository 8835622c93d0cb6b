"""Products and categories as they are answered."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from product_service.catalog import shown
from product_service.catalog.api import examples
from product_service.catalog.domain.pictures import DRAWN_SIDE, copies, picture_url
from product_service.catalog.models import Product, ProductImage
from product_service.catalog.shelves import Shelf
from product_service.stock.domain.level import FEW, level


class CategoryRef(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    tint = serializers.CharField(help_text="Background for the category's pictures, #RRGGBB.")


@extend_schema_serializer(examples=examples.CATEGORY)
class CategorySerializer(serializers.Serializer[Shelf]):
    slug = serializers.CharField(source="category.slug")
    name = serializers.CharField(source="category.name")
    tint = serializers.CharField(source="category.tint", help_text="Background for the category's pictures, #RRGGBB.")
    parent = serializers.CharField(  # type: ignore[assignment] # the field of the answer, not the serializer around it
        source="category.parent_id", allow_null=True, help_text="The slug of the one above; null at the top."
    )
    position = serializers.IntegerField(source="category.position", help_text="Among its siblings, lowest first.")
    depth = serializers.IntegerField(source="category.depth", help_text="How many categories stand above it.")
    path = serializers.SerializerMethodField(help_text="The slugs from the top down to this one.")
    product_count = serializers.IntegerField(source="products", help_text="Products on sale in it and below.")

    def get_path(self, shelf: Shelf) -> list[str]:
        return shelf.category.path.split("/")[:-1]


class StockSerializer(serializers.Serializer[Any]):
    available = serializers.IntegerField(help_text="Units that nobody holds.")
    level = serializers.ChoiceField(
        choices=["in_stock", "low", "out"], help_text=f'`low` is {FEW} or fewer: say "Only 2 left".'
    )
    on_hand = serializers.IntegerField(required=False, help_text="Units in the warehouse; told to who may change it.")
    reserved = serializers.IntegerField(required=False, help_text="Units held for open orders; told to the same.")


class ImageSerializer(serializers.Serializer[Any]):
    url = serializers.CharField(help_text="Path under the gateway's origin.")
    alt = serializers.CharField(help_text="What it shows, for those who do not see it.")


class SourceSerializer(serializers.Serializer[Any]):
    url = serializers.CharField()
    width = serializers.IntegerField(help_text="In pixels, for `srcset`.")


@extend_schema_serializer(examples=examples.PICTURE)
class PictureSerializer(ImageSerializer):
    """One picture of a gallery."""

    id = serializers.IntegerField(allow_null=True, help_text="Null for a drawing of the shop's, which nobody uploaded.")
    width = serializers.IntegerField(help_text="Of the largest copy, in pixels.")
    height = serializers.IntegerField()
    sources = SourceSerializer(many=True, help_text="The copies there are, narrowest first.")


class StarsSerializer(serializers.Serializer[Any]):
    average = serializers.CharField(
        allow_null=True, help_text='One digit behind the point: "4.3"; null without reviews.'
    )
    count = serializers.IntegerField(help_text="Published reviews.")


class WithGalleries(serializers.ListSerializer[Any]):
    """Of many products the galleries are read at once."""

    def to_representation(self, data: Any) -> Any:
        products = list(data)
        context = cast("dict[str, Any]", self.context)
        context["galleries"] = shown.galleries(products)
        return super().to_representation(products)


@extend_schema_serializer(examples=examples.PRODUCT)
class ProductSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    sku = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    category = CategoryRef()
    vendor = serializers.UUIDField(allow_null=True, help_text="Whose it is: an organisation's id, else a vendor's.")
    price = serializers.CharField(source="price.decimal", help_text="Decimal string, every digit of the currency.")
    currency = serializers.CharField(help_text="ISO 4217.")
    stock = serializers.SerializerMethodField()
    rating = StarsSerializer()
    image = ImageSerializer()
    images = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    @extend_schema_field(StockSerializer)
    def get_stock(self, product: Product) -> dict[str, int | str]:
        """`context["managed"]` adds the figures that somebody needs who changes the stock."""
        stock = product.stock
        told: dict[str, int | str] = {"available": stock.available, "level": level(stock.available)}
        return told | {"on_hand": stock.on_hand, "reserved": stock.reserved} if self.context.get("managed") else told

    @extend_schema_field(PictureSerializer(many=True))
    def get_images(self, product: Product) -> list[dict[str, Any]]:
        galleries = self.context.get("galleries")
        gallery = (shown.galleries([product]) if galleries is None else galleries).get(product.pk)
        return [picture_of(image, product) for image in gallery] if gallery else [drawing_of(product)]

    class Meta:
        list_serializer_class = WithGalleries


def picture_of(image: ProductImage, product: Product) -> dict[str, Any]:
    return {
        "id": image.pk,
        "url": picture_url(image.name),
        "alt": image.alt or product.name,
        "width": image.width,
        "height": image.height,
        "sources": [asdict(copy) for copy in copies(image.name, image.width, image.height)],
    }


def drawing_of(product: Product) -> dict[str, Any]:
    image = product.image
    size = {"width": DRAWN_SIDE, "height": DRAWN_SIDE}
    return {"id": None, **image, **size, "sources": [{"url": image["url"], "width": DRAWN_SIDE}]}
