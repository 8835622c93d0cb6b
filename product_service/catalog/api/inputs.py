"""Products as they are written."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.core.validators import RegexValidator
from drf_spectacular.utils import extend_schema_serializer
from rest_framework.exceptions import ValidationError

from product_service.catalog.api import examples
from product_service.catalog.domain.pictures import is_uploaded, picture_name
from product_service.catalog.services import Picture, ProductChanges
from servicekit.api.serializers import CurrencyField, DecimalAmount, Strict, StrictInteger, StrictText

PICTURES = Path(__file__).resolve().parent.parent / "seed" / "images"
MOST_UNITS = 1_000_000
SKU = RegexValidator(r"^[A-Z0-9](?:[A-Z0-9-]*[A-Z0-9])?\Z", "Capital letters, digits and dashes.")


class ImageInput(Strict):
    url = StrictText(
        max_length=100,
        help_text="A drawing of the shop's, /media/products/1f4bb.webp, or one of the product's own pictures: it "
        "then is the first.",
    )
    alt = StrictText(max_length=200, required=False, default="", allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "url" not in attrs:  # a PATCH makes every field optional, those of a picture too
            raise ValidationError({"url": ["This field is required."]}, code="required")
        return attrs

    def validate_url(self, url: str) -> str:
        name = picture_name(url)
        if name is None or not (is_uploaded(name) or name in _pictures()):
            raise ValidationError("The shop has no such picture.", code="unknown")
        return url


@extend_schema_serializer(examples=examples.PRODUCT_INPUT)
class ProductInput(Strict):
    sku = StrictText(max_length=40, validators=[SKU], help_text="Capital letters, digits and dashes.")
    name = StrictText(max_length=200)
    description = StrictText(max_length=5000, multiline=True, allow_blank=True)
    category = StrictText(max_length=60, help_text="The category's slug.")
    price = DecimalAmount(help_text='Plain decimal string: "129.00".')
    currency = CurrencyField()
    stock = StrictInteger(
        min_value=0, max_value=MOST_UNITS, help_text="Units in the warehouse, reserved ones included."
    )
    image = ImageInput(required=False)

    def changes(self) -> ProductChanges:
        values: dict[str, Any] = dict(self.validated_data)
        image = values.pop("image", None)
        picture = Picture(picture_name(image["url"]) or "", image.get("alt", "")) if image else None
        return ProductChanges(**values, picture=picture)


@cache
def _pictures() -> frozenset[str]:
    return frozenset(path.stem for path in PICTURES.glob("*.webp"))
