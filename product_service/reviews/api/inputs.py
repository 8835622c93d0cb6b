"""Reviews as they are written."""

from __future__ import annotations

from typing import Any, get_args

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from product_service.reviews.api import examples
from product_service.reviews.domain.moderation import Complaint, Decision, State
from product_service.reviews.selectors import Ordering, ReviewFilter
from product_service.reviews.services import Words
from servicekit.api.serializers import Strict, StrictInteger, StrictText
from servicekit.card_data import contains_card_number

LISTED = [State.PENDING.value, State.PUBLISHED.value, State.REJECTED.value]


class PublicText(StrictText):
    """Words for everybody to read: a card number that somebody pasted is never stored."""

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if contains_card_number(text):
            raise ValidationError("This looks like a card number.", code="card-data-not-allowed")
        return text


@extend_schema_serializer(examples=examples.REVIEW_INPUT)
class ReviewInput(Strict):
    rating = StrictInteger(min_value=1, max_value=5, help_text="Stars.")
    title = PublicText(max_length=120)
    text = PublicText(max_length=5000, multiline=True, allow_blank=True, help_text="May be empty.")

    def words(self) -> Words:
        return Words(**self.validated_data)


@extend_schema_serializer(examples=examples.REPLY_INPUT)
class ReplyInput(Strict):
    text = PublicText(max_length=2000, multiline=True)


@extend_schema_serializer(examples=examples.REPORT_INPUT)
class ReportInput(Strict):
    reason = serializers.ChoiceField(
        choices=[one.value for one in Complaint], help_text="What is wrong with it; moderators see how many said which."
    )


@extend_schema_serializer(examples=examples.DECISION_INPUT)
class DecisionInput(Strict):
    decision = serializers.ChoiceField(choices=[one.value for one in Decision])
    reason = StrictText(
        max_length=500,
        required=False,
        default="",
        allow_blank=True,
        multiline=True,
        help_text="Told to the author, and kept in the audit log: name nobody. A rejection needs one.",
    )
    version = StrictInteger(
        min_value=1,
        max_value=2**31 - 1,
        required=False,
        help_text="Of the review as you have read it; 412 when its author has changed it since.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["decision"] == Decision.REJECT and not attrs["reason"]:
            raise ValidationError({"reason": ["Tell the author why."]}, code="required")
        return attrs


class ReviewQuery(Strict):
    rating = serializers.ChoiceField(choices=["1", "2", "3", "4", "5"], required=False, help_text="Only these stars.")
    verified = serializers.ChoiceField(
        choices=["true"], required=False, help_text="Only by customers of whom the shop knows that they bought it."
    )
    ordering = serializers.ChoiceField(
        choices=list(get_args(Ordering)), required=False, help_text="Without it: newest first."
    )


def review_filter(asked: dict[str, Any]) -> ReviewFilter:
    return ReviewFilter(
        rating=int(asked["rating"]) if "rating" in asked else None,
        verified="verified" in asked,
        ordering=asked.get("ordering", "newest"),
    )


class QueueQuery(Strict):
    state = serializers.ChoiceField(
        choices=LISTED, required=False, help_text="Without it: pending, what waits longest first. Else newest first."
    )
