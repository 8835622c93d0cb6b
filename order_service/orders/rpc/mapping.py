"""Rows into messages, and the few request fields into values."""

from __future__ import annotations

from uuid import UUID

from google.protobuf.timestamp_pb2 import Timestamp

from order_service.orders.domain.order import OrderStatus
from order_service.orders.models import Order, OrderLine
from protos.gen.shop.common.v1 import money_pb2
from protos.gen.shop.order.v1 import order_service_pb2 as pb
from servicekit.errors import FieldError, ValidationFailed
from servicekit.ids import is_uuid
from servicekit.money import Money

STATUSES: dict[str, pb.OrderStatus.ValueType] = {
    OrderStatus.PENDING: pb.ORDER_STATUS_PENDING,
    OrderStatus.CONFIRMED: pb.ORDER_STATUS_CONFIRMED,
    OrderStatus.PROCESSING: pb.ORDER_STATUS_PROCESSING,
    OrderStatus.SHIPPED: pb.ORDER_STATUS_SHIPPED,
    OrderStatus.DELIVERED: pb.ORDER_STATUS_DELIVERED,
    OrderStatus.CANCELLED: pb.ORDER_STATUS_CANCELLED,
}


def order_message(order: Order) -> pb.Order:
    placed_at = Timestamp()
    if order.placed_at is not None:
        placed_at.FromDatetime(order.placed_at)
    return pb.Order(
        id=str(order.pk),
        customer_id=str(order.customer_id),
        status=STATUSES[order.status],
        lines=[_line(line) for line in order.lines.all()],
        total=_money(order.total),
        placed_at=placed_at,
    )


def uuid(text: str, pointer: str) -> UUID:
    if not is_uuid(text):
        raise ValidationFailed(errors=[FieldError(pointer, "invalid", "A UUID in its canonical form.")])
    return UUID(text)


def product_id(number: int) -> int:
    if number < 1:
        raise ValidationFailed(errors=[FieldError("/product_id", "invalid", "1 or more.")])
    return number


def _line(line: OrderLine) -> pb.OrderLine:
    return pb.OrderLine(
        product_id=line.product_id,
        name=line.name,
        quantity=line.quantity,
        unit_price=_money(line.unit_price),
    )


def _money(money: Money) -> money_pb2.Money:
    return money_pb2.Money(minor_units=money.minor_units, currency=money.currency)
