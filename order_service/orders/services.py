"""Use cases that are one transaction: making an order, moving its saga, changing its status."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from order_service.orders import events, locks, timeline
from order_service.orders.domain import order as lifecycle
from order_service.orders.domain import saga as rules
from order_service.orders.domain.errors import OrderStatusNotAllowed
from order_service.orders.domain.order import CancellationReason, OrderStatus
from order_service.orders.domain.pricing import WantedLine
from order_service.orders.domain.saga import SagaState
from order_service.orders.models import Order, OrderLine, Saga
from servicekit import clock, context
from servicekit.audit import audited
from servicekit.faults.failpoints import failpoint
from servicekit.ids import uuid7
from servicekit.leases import lease_end

# At most; with a deadline it ends a second after that (servicekit.leases). Either way only once its holder is gone.
LEASE = timedelta(seconds=10)


@dataclass(frozen=True)
class NewOrder:
    """What a customer asks for, already validated."""

    customer_id: UUID
    lines: Sequence[WantedLine]
    shipping: Mapping[str, str]
    payment_method: str
    payment_token: str


@transaction.atomic(durable=True)
def order_create(*, new: NewOrder, owner: str, checkpoint: Callable[[UUID], None]) -> Saga:
    """The order and its saga, leased to `owner`. `checkpoint` ties it to the Idempotency-Key in the same commit."""
    now = clock.now()
    order = Order.objects.create(
        id=uuid7(), customer_id=new.customer_id, shipping=dict(new.shipping), payment_method=new.payment_method
    )
    OrderLine.objects.bulk_create(
        OrderLine(order=order, position=position, product_id=line.product_id, quantity=line.quantity)
        for position, line in enumerate(new.lines)
    )
    checkpoint(order.pk)
    saga = Saga.objects.create(
        order=order,
        payment_token=new.payment_token,
        deadline_at=now + rules.CHECKOUT_DEADLINE,
        next_attempt_at=now,
        lease_owner=owner,
        lease_until=lease_end(now, LEASE),
        traceparent=context.traceparent(),
    )
    failpoint("order.create.before-commit")
    return saga


@transaction.atomic(durable=True)
def order_change_status(*, order_id: UUID, status: OrderStatus) -> Order:
    """What staff decide. A cancellation after payment starts the refund, which the recovery worker carries out."""
    order = locks.placed_order(order_id)
    before = order.status
    order.status = lifecycle.change_by_staff(OrderStatus(before), status)
    order.updated_at = clock.now()
    if status is OrderStatus.CANCELLED:
        order.cancellation_reason = CancellationReason.STAFF
        _start_refund(order)
    order.save(update_fields=["status", "updated_at", "cancellation_reason"])
    timeline.add(order, status)
    if make := events.ON_STATUS.get(status):
        events.publish(make(order), order)
    moved = {"before": before, "after": order.status}
    audited("order.status_changed", resource="order", resource_id=str(order.pk), details=moved)
    return order


def customer_forget(*, customer_id: UUID) -> int:
    """Take name and address out of all orders of somebody who left: what was bought, when and for how much stays, as
    the books need it. Part of the transaction of the event that told us.
    """
    mine = Order.objects.filter(customer_index=customer_id)
    return mine.update(shipping=lifecycle.NOWHERE, updated_at=clock.now())


def _start_refund(order: Order) -> None:
    """Whoever may cancel a confirmed order finds its saga done; if not, nothing is cancelled rather than not repaid."""
    done = Saga.objects.filter(pk=order.pk, state=SagaState.DONE)
    started = done.update(state=SagaState.REFUNDING, attempt=0, next_attempt_at=clock.now(), updated_at=clock.now())
    if not started:
        raise OrderStatusNotAllowed("The payment cannot be refunded yet.", order_status=order.status)
