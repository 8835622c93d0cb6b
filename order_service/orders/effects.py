"""What each state of the saga means for the order: part of the transaction that enters the state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from order_service.cart.services import cart_forget
from order_service.orders import events, locks, timeline
from order_service.orders.domain import order as lifecycle
from order_service.orders.domain import pricing
from order_service.orders.domain.order import CancellationReason, OrderStatus
from order_service.orders.domain.pricing import PricedLine
from order_service.orders.domain.saga import SagaState
from order_service.orders.found import Found
from order_service.orders.models import Order, OrderLine, OrderNumber, PaymentProgress
from servicekit import clock


def enter(order_id: UUID, state: SagaState, found: Found) -> Order | None:
    """The order as it is now; None when the state means nothing for it."""
    effect = EFFECTS.get(state)
    if effect is None:
        return None
    order = locks.order(order_id)
    before = _columns(order)
    effect(order, found)
    order.updated_at = clock.now()
    # What has not changed is not sealed and written again: an address costs more than all the rest.
    order.save(update_fields=[name for name, value in _columns(order).items() if value != before[name]])
    return order


def _columns(order: Order) -> dict[str, Any]:
    fields = Order._meta.concrete_fields  # noqa: SLF001 - a documented interface, whatever its name says
    return {field.name: getattr(order, field.attname) for field in fields if not field.primary_key}


def _place(order: Order, found: Found) -> None:
    """The stock is held: from here on it is an order, with the catalogue's prices of this moment."""
    total = pricing.total(found.lines)
    _price(order, found.lines)
    order.total_minor, order.currency = total.minor_units, total.currency
    order.number = OrderNumber.objects.create(order=order).pk
    order.placed_at = clock.now()
    timeline.add(order, timeline.PLACED)
    events.publish(events.placed(order), order)


def _price(order: Order, priced: Sequence[PricedLine]) -> None:
    by_product = {line.product_id: line for line in priced}
    lines = list(OrderLine.objects.filter(order=order))
    for line in lines:
        sold = by_product[line.product_id]
        line.name, line.image_url = sold.name, sold.image_url
        line.unit_price_minor, line.currency = sold.unit_price.minor_units, sold.unit_price.currency
        line.organisation_id = sold.organisation_id
    OrderLine.objects.bulk_update(lines, ["name", "image_url", "unit_price_minor", "currency", "organisation_id"])


def _authorized(order: Order, found: Found) -> None:
    order.payment_id = found.payment_id
    order.payment_status = PaymentProgress.AUTHORIZED
    timeline.add(order, timeline.PAYMENT_AUTHORIZED)


def _confirm(order: Order, found: Found) -> None:
    order.status = lifecycle.change_by_checkout(OrderStatus(order.status), OrderStatus.CONFIRMED)
    order.payment_status = PaymentProgress.COMPLETED
    timeline.add(order, OrderStatus.CONFIRMED)
    events.publish(events.confirmed(order), order)
    cart_forget(customer_id=order.customer_id, product_ids=order.lines.values_list("product_id", flat=True))


def _cancel(order: Order, found: Found) -> None:
    """The decision not to go on; what is held is given back after it."""
    if order.status == OrderStatus.CANCELLED:
        return
    order.status = lifecycle.change_by_checkout(OrderStatus(order.status), OrderStatus.CANCELLED)
    order.cancellation_reason = found.reason or CancellationReason.EXPIRED
    order.payment_id = order.payment_id or found.payment_id
    if order.payment_status == PaymentProgress.PROCESSING:
        order.payment_status = _unpaid(found)
    if order.placed_at is not None:
        timeline.add(order, OrderStatus.CANCELLED)
        events.publish(events.cancelled(order, stock_taken=False), order)


def _unpaid(found: Found) -> PaymentProgress:
    declined = found.reason == CancellationReason.PAYMENT_DECLINED
    return PaymentProgress.FAILED if declined else PaymentProgress.CANCELLED


def _released(order: Order, found: Found) -> None:
    _cancel(order, found)
    if order.payment_status == PaymentProgress.AUTHORIZED:
        order.payment_status = PaymentProgress.CANCELLED


def _refunded(order: Order, found: Found) -> None:
    order.payment_status = PaymentProgress.REFUNDED
    timeline.add(order, timeline.PAYMENT_REFUNDED)


EFFECTS: dict[SagaState, Callable[[Order, Found], None]] = {
    SagaState.RESERVED: _place,
    SagaState.AUTHORIZED: _authorized,
    SagaState.DONE: _confirm,
    SagaState.RELEASING: _cancel,
    SagaState.CANCELLED: _released,
    SagaState.REFUNDED: _refunded,
}
