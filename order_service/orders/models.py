"""What an order is, and where its checkout stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q, Value

from order_service.orders.domain.order import CancellationReason, OrderStatus
from order_service.orders.domain.saga import TERMINAL, SagaState
from servicekit.clock import now
from servicekit.encryption.fields import EncryptedJSONField, EncryptedUUIDField
from servicekit.encryption.index import BlindIndexField
from servicekit.ids import uuid7
from servicekit.money import Money

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


def choices(values: type[OrderStatus | SagaState | CancellationReason | PaymentProgress]) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


class PaymentProgress(models.TextChoices):
    """The payment as the customer sees it; the words are those of payments_service."""

    PROCESSING = "processing"
    AUTHORIZED = "authorized"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


class Order(models.Model):
    """An order, from the attempt to place it on. It counts as placed once its stock is held and its price is known."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.PositiveBigIntegerField(unique=True, null=True)
    # Who bought it and where it went is nobody's to read in the database; `customer_index` finds it again.
    customer_id = EncryptedUUIDField()
    customer_index = BlindIndexField(of="customer_id", purpose="orders.customer")
    status = models.CharField(max_length=16, choices=choices(OrderStatus), default=OrderStatus.PENDING.value)
    total_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    shipping = EncryptedJSONField()
    payment_method = models.CharField(max_length=16)
    payment_id = models.CharField(max_length=64, blank=True)
    payment_status = models.CharField(
        max_length=16, choices=PaymentProgress.choices, default=PaymentProgress.PROCESSING
    )
    # What payments_service says it gave back in all.
    refunded_minor = models.BigIntegerField(default=0, db_default=0)
    # The client's own remarks, returned as they came. They may say who somebody is, like an address.
    metadata = EncryptedJSONField(null=True)
    cancellation_reason = models.CharField(max_length=32, choices=choices(CancellationReason), blank=True)
    created_at = models.DateTimeField(default=now)
    placed_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(default=now)

    if TYPE_CHECKING:
        lines: RelatedManager[OrderLine]
        timeline: RelatedManager[OrderEvent]
        saga: Saga

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in OrderStatus]), name="order_status_known"
            ),
            models.CheckConstraint(
                condition=Q(placed_at__isnull=True, total_minor__isnull=True, number__isnull=True)
                | Q(placed_at__isnull=False, total_minor__gte=0, number__isnull=False),
                name="order_placed_has_price",
            ),
            # Goods leave only for money: nothing but an attempt or a cancellation may lack a payment.
            models.CheckConstraint(
                condition=Q(status__in=["pending", "cancelled"])
                | (Q(placed_at__isnull=False, payment_status="completed") & ~Q(payment_id="")),
                name="order_confirmed_is_paid",
            ),
            models.CheckConstraint(
                condition=Q(status="cancelled") ^ Q(cancellation_reason=""), name="order_cancelled_has_reason"
            ),
        ]
        indexes = [
            # selectors.orders_of_customer, rpc ListUserOrders
            models.Index(fields=["customer_index", "-placed_at", "-id"], name="order_of_customer"),
            # selectors.all_orders
            models.Index(fields=["-placed_at", "-id"], name="order_newest"),
            # selectors.all_orders with ?status
            models.Index(fields=["status", "-placed_at", "-id"], name="order_by_status"),
        ]

    @property
    def total(self) -> Money:
        return Money(self.total_minor or 0, self.currency)

    @property
    def label(self) -> str:
        """The number people read out on the telephone."""
        return f"SM-{self.number:06d}" if self.number is not None else ""


class OrderNumber(models.Model):
    """Hands out order numbers: the database's own counter never gives one twice. Gaps mean nothing."""

    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="+")


class OrderLine(models.Model):
    """What was ordered; name, price and picture are kept as they were when the stock was held."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField()
    product_id = models.PositiveBigIntegerField()
    quantity = models.PositiveIntegerField()
    name = models.CharField(max_length=255, blank=True)
    unit_price_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    image_url = models.CharField(max_length=255, blank=True)
    # Whose share of the money it is; empty: the house's.
    organisation_id = models.CharField(max_length=36, blank=True, default="", db_default="")

    class Meta:
        ordering = ["position"]
        constraints = [
            # Also the index behind Order.lines.
            models.UniqueConstraint(fields=["order", "position"], name="order_line_position"),
            models.UniqueConstraint(fields=["order", "product_id"], name="order_product_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1, quantity__lte=1000), name="order_quantity_1_to_1000"),
            models.CheckConstraint(
                condition=Q(unit_price_minor__isnull=True) | Q(unit_price_minor__gte=0), name="order_price_not_negative"
            ),
        ]
        # selectors.has_purchased
        indexes = [models.Index(fields=["product_id", "order"], name="order_line_of_product")]

    @property
    def unit_price(self) -> Money:
        return Money(self.unit_price_minor or 0, self.currency)

    @property
    def line_total(self) -> Money:
        return self.unit_price * self.quantity


class OrderEvent(models.Model):
    """One milestone of an order, as the customer reads it."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="timeline", db_index=False)
    kind = models.CharField(max_length=32)
    status = models.CharField(max_length=16, choices=choices(OrderStatus))
    note = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            # A milestone is reached once, however often its event arrives; also the index behind Order.timeline.
            models.UniqueConstraint(fields=["order", "kind"], name="order_milestone_once"),
        ]


class Saga(models.Model):
    """How far the checkout of an order has come. Every change is `UPDATE … WHERE state = … AND fence = …`."""

    order = models.OneToOneField(Order, on_delete=models.CASCADE, primary_key=True, related_name="saga")
    state = models.CharField(max_length=16, choices=choices(SagaState), default=SagaState.RESERVING.value)
    # Failed tries in this state.
    attempt = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    deadline_at = models.DateTimeField()
    lease_owner = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True)
    # Counts those who took the saga over; whoever holds an older number can no longer write.
    fence = models.PositiveIntegerField(default=1)
    last_error = models.CharField(max_length=255, blank=True)
    # A provider's single-purpose token, no card data; emptied as soon as the payment's outcome is known.
    payment_token = models.CharField(max_length=255, blank=True)
    # No request for money left later than this, unless one is under way.
    payment_asked_at = models.DateTimeField(null=True)
    # What the customer was shown and agreed to; null: whatever it costs.
    expected_minor = models.BigIntegerField(null=True)
    expected_currency = models.CharField(max_length=3, blank=True, default="", db_default="")
    # Each step it took (domain.trail), written by the statement that takes it.
    steps = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    # What the customer is told when the checkout fails: short lines, decline code.
    refusal = models.JSONField(default=dict)
    # Of the request that began it: whoever goes on with the saga goes on with its trace.
    traceparent = models.CharField(max_length=55, blank=True, default="", db_default="")
    updated_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in SagaState]), name="saga_state_known"
            ),
            # An unfinished saga is always due some day, so none can be forgotten.
            models.CheckConstraint(
                condition=Q(state__in=sorted(state.value for state in TERMINAL)) ^ Q(next_attempt_at__isnull=False),
                name="saga_open_is_due",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["reserving", "reserved", "authorizing", "payment_unknown"])
                | Q(payment_token=""),
                name="saga_token_forgotten",
            ),
        ]
        indexes = [
            # sagas.saga_claim_due, recovery
            models.Index(fields=["next_attempt_at"], condition=Q(next_attempt_at__isnull=False), name="saga_due"),
            # selectors.sagas: the deadline is a minute after its order was begun, and never moves
            models.Index(fields=["-deadline_at", "-order"], name="saga_newest"),
        ]

    @property
    def expected(self) -> Money | None:
        return None if self.expected_minor is None else Money(self.expected_minor, self.expected_currency)


class OrderRate(models.Model):
    """How many orders somebody placed in the minute that began with the first of them."""

    # A keyed hash of who; the row says nothing about anybody.
    customer = BlindIndexField(of=None, purpose="orders.rate", primary_key=True)
    # Milliseconds since 1970: the same number in both databases, compared in the statement that counts.
    ends_at = models.BigIntegerField()
    placed = models.PositiveIntegerField()

    class Meta:
        # rate.forget_old
        indexes = [models.Index(fields=["ends_at"], name="order_rate_ended")]
