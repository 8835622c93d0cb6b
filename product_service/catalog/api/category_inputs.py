"""Categories as they are written."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from drf_spectacular.utils import extend_schema_serializer

from product_service.catalog.api import examples
from product_service.catalog.categories import TOP, CategoryChanges
from servicekit.api.serializers import Strict, StrictInteger, StrictText

SLUG = RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", "Small letters and digits, with single dashes between them.")
TINT = RegexValidator(r"^#[0-9A-Fa-f]{6}\Z", "A colour such as #FBE9DC.")
MOST_SIBLINGS = 10_000


@extend_schema_serializer(examples=examples.CATEGORY_CHANGE)
class CategoryInput(Strict):
    """What may change. In a PUT, a position that is not given stays."""

    name = StrictText(max_length=80)
    tint = StrictText(max_length=7, validators=[TINT], help_text="Background for its pictures, #RRGGBB.")
    parent = StrictText(  # type: ignore[assignment] # the field of the body, not the serializer around it
        max_length=60, allow_null=True, default=None, help_text="The slug of the one above; null for the top."
    )
    position = StrictInteger(min_value=0, max_value=MOST_SIBLINGS, required=False, help_text="Among its siblings.")

    def changes(self) -> CategoryChanges:
        values: dict[str, Any] = {name: self.validated_data[name] for name in self.validated_data if name != "slug"}
        if "parent" in values:
            values["parent"] = values["parent"] or TOP
        return CategoryChanges(**values)


@extend_schema_serializer(examples=examples.CATEGORY_INPUT)
class NewCategoryInput(CategoryInput):
    slug = StrictText(max_length=60, validators=[SLUG], help_text="In addresses, for ever.")
