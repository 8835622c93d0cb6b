"""An order as its readers see it. Money is a decimal string, instants are ISO 8601 in UTC."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from order_service.orders.domain.order import CancellationReason, OrderStatus
from order_service.orders.domain.saga import Cause, Outcome, SagaState
from order_service.orders.models import Order, OrderEvent, OrderLine, PaymentProgress, Saga
from order_service.orders.selectors import is_stuck


class OrderItem(serializers.Serializer[OrderLine]):
    product_id = serializers.IntegerField()
    name = serializers.CharField()
    quantity = serializers.IntegerField()
    unit_price = serializers.CharField(source="unit_price.decimal", help_text='A decimal string: "129.00".')
    line_total = serializers.CharField(source="line_total.decimal")
    image_url = serializers.CharField()


class ShippingAddress(serializers.Serializer[Any]):
    name = serializers.CharField()
    line1 = serializers.CharField()
    line2 = serializers.CharField(allow_blank=True)
    city = serializers.CharField()
    postal_code = serializers.CharField()
    country = serializers.CharField()


class OrderPayment(serializers.Serializer[Order]):
    id = serializers.CharField(source="payment_id", help_text="Empty until the payment service has answered.")
    method = serializers.CharField(source="payment_method")
    status = serializers.ChoiceField(source="payment_status", choices=PaymentProgress.choices)


class Milestone(serializers.Serializer[OrderEvent]):
    status = serializers.ChoiceField(choices=[status.value for status in OrderStatus])
    at = serializers.DateTimeField()
    note = serializers.CharField()


class OrderOutput(serializers.Serializer[Order]):
    id = serializers.UUIDField()
    number = serializers.CharField(source="label", help_text="What people call it: `SM-000123`.")
    customer_id = serializers.UUIDField()
    status = serializers.ChoiceField(choices=[status.value for status in OrderStatus])
    items = OrderItem(source="lines", many=True)
    total = serializers.CharField(source="total.decimal", help_text='A decimal string: "387.00".')
    currency = serializers.CharField()
    shipping = ShippingAddress()
    payment = serializers.SerializerMethodField()
    cancellation_reason = serializers.SerializerMethodField()
    metadata = serializers.SerializerMethodField()
    placed_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    timeline = Milestone(many=True)

    @extend_schema_field(OrderPayment)
    def get_payment(self, order: Order) -> dict[str, Any]:
        return dict(OrderPayment(order).data)

    @extend_schema_field(serializers.DictField(child=serializers.CharField()))
    def get_metadata(self, order: Order) -> dict[str, str]:
        return dict(order.metadata or {})

    @extend_schema_field(
        serializers.ChoiceField(choices=[reason.value for reason in CancellationReason], allow_null=True)
    )
    def get_cancellation_reason(self, order: Order) -> str | None:
        return order.cancellation_reason or None


class SagaStep(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=[state.value for state in SagaState])
    at = serializers.DateTimeField()
    outcome = serializers.ChoiceField(
        choices=[word.value for words in (Outcome, Cause) for word in words],
        help_text="How it came to stand there: the outcome of a call, or why there was none.",
    )
    attempt = serializers.IntegerField(help_text="Failed tries in this state so far; 0 for a step that led on.")
    error = serializers.CharField(allow_blank=True)


class SagaOutput(serializers.Serializer[Saga]):
    order_id = serializers.UUIDField(source="pk")
    number = serializers.CharField(source="order.label", help_text="Empty for an attempt that held no stock.")
    customer_id = serializers.UUIDField(source="order.customer_id")
    order_status = serializers.ChoiceField(source="order.status", choices=[status.value for status in OrderStatus])
    state = serializers.ChoiceField(choices=[state.value for state in SagaState])
    stuck = serializers.SerializerMethodField(help_text="Unfinished for five minutes without getting on.")
    attempt = serializers.IntegerField()
    next_attempt_at = serializers.DateTimeField(allow_null=True)
    deadline_at = serializers.DateTimeField()
    lease_until = serializers.DateTimeField(allow_null=True)
    fence = serializers.IntegerField(help_text="How often somebody has taken it over, and one.")
    last_error = serializers.CharField(allow_blank=True)
    updated_at = serializers.DateTimeField()
    steps = SagaStep(many=True)

    def get_stuck(self, saga: Saga) -> bool:
        return is_stuck(saga)
