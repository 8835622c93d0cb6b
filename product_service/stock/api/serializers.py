"""What is asked and answered about stock."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from product_service.stock.api import examples
from product_service.stock.domain.adjustment import MOST_ON_HAND, Adjustment, Movement, Reason
from servicekit.api.serializers import Strict, StrictInteger, StrictText

LEVELS = ["in_stock", "low", "out"]
# What the ledger calls a movement: a correction goes by its reason, one from before there were reasons by "adjusted".
KINDS = list(dict.fromkeys([*(kind.value for kind in Movement), *(reason.value for reason in Reason)]))


class Figures(serializers.Serializer[Any]):
    on_hand = serializers.IntegerField(help_text="Units in the warehouse.")
    reserved = serializers.IntegerField(help_text="Of them promised to orders that are being paid.")
    available = serializers.IntegerField(help_text="Units that nobody holds.")
    low_at = serializers.IntegerField(help_text="With so many available, or fewer, it is low and `stock.low` is told.")
    level = serializers.ChoiceField(choices=LEVELS, source="shelf.level")


@extend_schema_serializer(examples=examples.STOCK)
class StockFigures(Figures):
    product_id = serializers.IntegerField()


class Pictured(serializers.Serializer[Any]):
    url = serializers.CharField(help_text="Path under the gateway's origin.")
    alt = serializers.CharField()


class Shelved(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    sku = serializers.CharField()
    name = serializers.CharField()
    image = Pictured()


@extend_schema_serializer(examples=examples.ROW)
class StockRow(Figures):
    product = Shelved()


@extend_schema_serializer(examples=examples.MOVEMENT)
class MovementOutput(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=KINDS, source="called", help_text="`adjusted`: why was not kept.")
    quantity = serializers.IntegerField(help_text="Signed: what came is positive, what went is negative.")
    on_hand_after = serializers.IntegerField(allow_null=True, help_text="null on old ones.")
    reservation_id = serializers.UUIDField(allow_null=True, help_text="Of what was sold: the order's id.")
    note = serializers.CharField()
    by = serializers.UUIDField(allow_null=True, help_text="Who did it; null: the shop itself, selling.")
    at = serializers.DateTimeField()


class Links(serializers.Serializer[Any]):
    next = serializers.CharField(allow_null=True, help_text="Relative URL of the page after this one.")
    previous = serializers.CharField(allow_null=True, help_text="Relative URL of the page before this one.")


class StockPage(Links):
    results = StockRow(many=True)


class MovementPage(Links):
    results = MovementOutput(many=True)


class StockQuery(Strict):
    level = serializers.ChoiceField(choices=LEVELS, required=False)
    mine = serializers.ChoiceField(
        choices=["true"], required=False, help_text="As it is anyway: one sees what one manages."
    )
    search = StrictText(max_length=100, required=False, allow_blank=True, help_text="Words of name, SKU, description.")
    cursor = serializers.CharField(required=False, allow_blank=True, help_text="From `next` or `previous`.")


class MovementQuery(Strict):
    kind = serializers.ChoiceField(choices=KINDS, required=False, help_text="`adjusted`: every correction.")
    cursor = serializers.CharField(required=False, allow_blank=True, help_text="From `next` or `previous`.")


@extend_schema_serializer(examples=examples.LOW_AT)
class LowAtInput(Strict):
    low_at = StrictInteger(min_value=0, max_value=MOST_ON_HAND)


@extend_schema_serializer(examples=examples.ADJUSTMENT)
class AdjustmentInput(Strict):
    quantity = StrictInteger(
        min_value=-MOST_ON_HAND, max_value=MOST_ON_HAND, help_text="Signed: so many more, or less, and not 0."
    )
    reason = serializers.ChoiceField(
        choices=[reason.value for reason in Reason],
        help_text="received, returned and found are more; damaged and lost are less; counted is either.",
    )
    note = StrictText(max_length=200, required=False, default="", allow_blank=True)

    def adjustment(self) -> Adjustment:
        values = self.validated_data
        return Adjustment(values["quantity"], Reason(values["reason"]), values["note"])
