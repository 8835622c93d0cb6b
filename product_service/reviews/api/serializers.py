"""Reviews as they are answered."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from product_service.reviews.api import examples
from product_service.reviews.api.inputs import LISTED
from product_service.reviews.domain.moderation import Hold
from product_service.reviews.domain.tally import average
from product_service.reviews.models import Review, ReviewSummary


class AuthorSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="author_id", allow_null=True, help_text="Null once the account is gone.")
    name = serializers.CharField(source="shown_name", help_text='A first name and an initial, or "A customer".')


class ReplySerializer(serializers.Serializer[Any]):
    text = serializers.CharField(source="reply")
    at = serializers.DateTimeField(source="reply_at")


@extend_schema_serializer(examples=examples.REVIEW)
class ReviewSerializer(serializers.Serializer[Any]):
    """`context["reader"]` is who asks; `context["moderator"]` that they may see what moderators see."""

    id = serializers.IntegerField()
    product_id = serializers.IntegerField()
    rating = serializers.IntegerField(help_text="1 to 5 stars.")
    title = serializers.CharField()
    text = serializers.CharField()
    author = AuthorSerializer(source="*")
    verified = serializers.BooleanField(help_text="The shop knows that its author bought the product.")
    state = serializers.ChoiceField(choices=LISTED)
    version = serializers.IntegerField(help_text="Counts changes by its author and by moderators.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField(help_text="When its author last changed it.")
    reply = serializers.SerializerMethodField(help_text="Of who sells the product.")
    yours = serializers.SerializerMethodField(help_text="Whoever asks has written it.")
    held_for = serializers.SerializerMethodField(help_text="Why it waits; told to its author and to moderators.")
    reason = serializers.SerializerMethodField(help_text="What a moderator told its author; told to the same.")

    @extend_schema_field(ReplySerializer(allow_null=True))
    def get_reply(self, review: Review) -> dict[str, Any] | None:
        return dict(ReplySerializer(review).data) if review.reply else None

    def get_yours(self, review: Review) -> bool:
        return str(review.author_id) == self.context.get("reader")

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=[hold.value for hold in Hold])))
    def get_held_for(self, review: Review) -> list[str]:
        return list(review.held_for) if self._sees_why(review) else []

    def get_reason(self, review: Review) -> str:
        return review.reason if self._sees_why(review) else ""

    def _sees_why(self, review: Review) -> bool:
        return bool(self.context.get("moderator")) or self.get_yours(review)


class ProductRef(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()


@extend_schema_serializer(examples=examples.QUEUED)
class QueuedSerializer(ReviewSerializer):
    product = ProductRef()
    reports = serializers.SerializerMethodField(help_text="Open reports: how many readers gave which reason.")

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField()))
    def get_reports(self, review: Review) -> dict[str, int]:
        found: dict[str, int] = self.context["reports"].get(review.pk, {})
        return found


class HistogramSerializer(serializers.Serializer[Any]):
    """How many reviews gave so many stars."""

    def get_fields(self) -> dict[str, Any]:
        return {str(stars): serializers.IntegerField() for stars in range(1, 6)}


class SummarySerializer(serializers.Serializer[Any]):
    """Of all published reviews of the product, whatever is asked for."""

    average = serializers.SerializerMethodField(help_text='"4.3"; null without reviews.')
    count = serializers.IntegerField()
    histogram = serializers.SerializerMethodField()

    def get_average(self, summary: ReviewSummary) -> str | None:
        return average(summary.count, summary.total)

    @extend_schema_field(HistogramSerializer)
    def get_histogram(self, summary: ReviewSummary) -> dict[str, int]:
        return {str(stars): count for stars, count in summary.histogram.items()}


class Page(serializers.Serializer[Any]):
    next = serializers.CharField(allow_null=True, help_text="Where the next page is; null on the last.")
    previous = serializers.CharField(allow_null=True, help_text="Where the page before is; null on the first.")


class ReviewPage(Page):
    summary = SummarySerializer()
    count = serializers.IntegerField(help_text="How many match; with `verified` counted up to 1,000.")
    results = ReviewSerializer(many=True)


class QueuePage(Page):
    results = QueuedSerializer(many=True)
