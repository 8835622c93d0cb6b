"""An order as its readers see it. Money is a decimal string, instants are ISO 8601 in UTC."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from order_service.orders.domain.order import CancellationReason, OrderStatus
from order_service.orders.models import Order, OrderEvent, OrderLine, PaymentProgress


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
    placed_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    timeline = Milestone(many=True)

    @extend_schema_field(OrderPayment)
    def get_payment(self, order: Order) -> dict[str, Any]:
        return dict(OrderPayment(order).data)

    @extend_schema_field(
        serializers.ChoiceField(choices=[reason.value for reason in CancellationReason], allow_null=True)
    )
    def get_cancellation_reason(self, order: Order) -> str | None:
        return order.cancellation_reason or None
