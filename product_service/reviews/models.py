"""What customers say of what they bought."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from product_service.catalog.models import Product
from product_service.reviews.domain.moderation import Complaint, State
from product_service.reviews.domain.names import LONGEST, SOMEBODY
from product_service.reviews.domain.tally import STARS
from servicekit import clock

PUBLISHED = Q(state=State.PUBLISHED.value)


class Review(models.Model):
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="reviews", db_index=False)
    # Null once the account is gone: nobody's any more.
    author_id = models.UUIDField(null=True)
    # As it was when they wrote; empty: nobody could say.
    author_name = models.CharField(max_length=LONGEST, blank=True)
    # The account is disabled.
    author_hidden = models.BooleanField(default=False)
    rating = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10)
    # Why it waits, or waited when it was rejected: values of domain.moderation.Hold.
    held_for = models.JSONField(default=list)
    # What the moderator told its author.
    reason = models.CharField(max_length=500, blank=True)
    rejected_before = models.BooleanField(default=False)
    verified = models.BooleanField(default=False)
    # When order_service is asked whether the author bought it; null: its answer is here.
    ask_at = models.DateTimeField(null=True)
    # When user_service is asked what the author is called; null: it has said, or there is nobody to ask about.
    name_at = models.DateTimeField(null=True)
    # Questions since the last answer.
    asked = models.PositiveSmallIntegerField(default=0)
    reply = models.TextField(blank=True)
    reply_at = models.DateTimeField(null=True)
    # Counts changes by its author and by moderators.
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author_id", "product"], name="review_one_each"),
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=5), name="review_stars"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="review_state_known"),
        ]
        indexes = [
            # selectors.published, in each of its orders
            models.Index(fields=["product", "-id"], condition=PUBLISHED, name="review_newest"),
            models.Index(fields=["product", "rating", "-id"], condition=PUBLISHED, name="review_worst"),
            models.Index(fields=["product", "-rating", "-id"], condition=PUBLISHED, name="review_best"),
            models.Index(fields=["product", "-id"], condition=PUBLISHED & Q(verified=True), name="review_verified"),
            # selectors.queue
            models.Index(fields=["state", "id"], name="review_queue"),
            # selectors.due
            models.Index(fields=["ask_at"], condition=Q(ask_at__isnull=False), name="review_to_ask"),
            # selectors.nameless
            models.Index(fields=["name_at"], condition=Q(name_at__isnull=False), name="review_to_name"),
        ]

    @property
    def counts(self) -> bool:
        """Only what everybody can read is part of a product's rating."""
        return self.state == State.PUBLISHED

    @property
    def shown_name(self) -> str:
        return SOMEBODY if self.author_hidden else self.author_name or SOMEBODY


class AuthorAway(models.Model):
    """Somebody whose account is disabled, or was deleted a short while ago: no name of theirs is shown."""

    author_id = models.UUIDField(primary_key=True)
    deleted = models.BooleanField(default=False)
    # Enabled again: here for a while only to tell what is older and comes later.
    back = models.BooleanField(db_default=False, default=False)
    # The number of the newest event about the account; two subjects have no order between them.
    seq = models.PositiveBigIntegerField(db_default=0, default=0)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        # services.standing.deleted_forget
        indexes = [models.Index(fields=["at"], condition=Q(deleted=True), name="review_author_deleted")]


class ReviewReport(models.Model):
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="reports", db_index=False)
    user_id = models.UUIDField()
    reason = models.CharField(max_length=12)
    # A moderator has decided since: it counts no more.
    settled = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            # also selectors.open_reports
            models.UniqueConstraint(fields=["review", "user_id"], name="review_report_once_each"),
            models.CheckConstraint(
                condition=Q(reason__in=[reason.value for reason in Complaint]), name="review_report_reason_known"
            ),
        ]
        # services.author_forget
        indexes = [models.Index(fields=["user_id"], name="review_report_user")]


class ReviewSummary(models.Model):
    """The published reviews of a product, counted: changed in the transaction of each of them."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, primary_key=True, related_name="review_summary")
    count1 = models.PositiveIntegerField(default=0)
    count2 = models.PositiveIntegerField(default=0)
    count3 = models.PositiveIntegerField(default=0)
    count4 = models.PositiveIntegerField(default=0)
    count5 = models.PositiveIntegerField(default=0)
    # All their stars.
    total = models.PositiveIntegerField(default=0)
    # Counts changes that a reader of the product's reviews can see.
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(total=F("count1") + F("count2") * 2 + F("count3") * 3 + F("count4") * 4 + F("count5") * 5),
                name="review_summary_adds_up",
            ),
        ]

    def of(self, rating: int) -> int:
        count: int = getattr(self, f"count{rating}")
        return count

    @property
    def histogram(self) -> dict[int, int]:
        return {rating: self.of(rating) for rating in STARS}

    @property
    def count(self) -> int:
        return sum(self.histogram.values())


class ReviewRate(models.Model):
    """How much somebody has written in the hour that began with the first of it. See servicekit.rates."""

    author_id = models.UUIDField(primary_key=True)
    # Milliseconds since 1970.
    ends_at = models.BigIntegerField()
    placed = models.PositiveIntegerField()

    class Meta:
        # servicekit.rates.Rate.forget_old
        indexes = [models.Index(fields=["ends_at"], name="review_rate_ended")]
