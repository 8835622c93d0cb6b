"""Use cases that are one transaction: making an order, moving its saga, changing its status."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from order_service.orders import events, locks, selectors, timeline
from order_service.orders.domain import order as lifecycle
from order_service.orders.domain import saga as rules
from order_service.orders.domain.errors import OrderStatusNotAllowed
from order_service.orders.domain.order import CancellationReason, OrderStatus
from order_service.orders.domain.pricing import WantedLine
from order_service.orders.domain.saga import Cause, SagaState
from order_service.orders.domain.trail import further
from order_service.orders.models import Order, OrderLine, Saga
from servicekit import clock, context
from servicekit.audit import audited
from servicekit.errors import FieldError, NotFound, ValidationFailed
from servicekit.faults.failpoints import failpoint
from servicekit.ids import uuid7
from servicekit.leases import lease_end
from servicekit.money import Money

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
    expected: Money | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic(durable=True)
def order_create(*, new: NewOrder, owner: str, checkpoint: Callable[[UUID], None]) -> Saga:
    """The order and its saga, leased to `owner`. `checkpoint` ties it to the Idempotency-Key in the same commit."""
    now = clock.now()
    order = Order.objects.create(
        id=uuid7(),
        customer_id=new.customer_id,
        shipping=dict(new.shipping),
        metadata=dict(new.metadata) or None,
        payment_method=new.payment_method,
    )
    OrderLine.objects.bulk_create(
        OrderLine(order=order, position=position, product_id=line.product_id, quantity=line.quantity)
        for position, line in enumerate(new.lines)
    )
    checkpoint(order.pk)
    saga = Saga.objects.create(
        order=order,
        payment_token=new.payment_token,
        expected_minor=new.expected.minor_units if new.expected else None,
        expected_currency=new.expected.currency if new.expected else "",
        steps=further([], state=SagaState.RESERVING, at=now, outcome=Cause.BEGUN),
        deadline_at=now + rules.CHECKOUT_DEADLINE,
        next_attempt_at=now,
        lease_owner=owner,
        lease_until=lease_end(now, LEASE),
        traceparent=context.traceparent(),
    )
    failpoint("order.create.before-commit")
    return saga


@transaction.atomic(durable=True)
def order_change_status(
    *, order_id: UUID, status: OrderStatus, because: CancellationReason = CancellationReason.STAFF
) -> Order:
    """What people decide: staff every move, customers to cancel. Of two who decide at once, the second sees what the
    first made of it. A cancellation starts the refund, which the recovery worker carries out.
    """
    order = locks.placed_order(order_id)
    before = order.status
    order.status = lifecycle.change_by_people(OrderStatus(before), status)
    order.updated_at = clock.now()
    if status is OrderStatus.CANCELLED:
        order.cancellation_reason = because
        _start_refund(order)
    order.save(update_fields=["status", "updated_at", "cancellation_reason"])
    timeline.add(order, status)
    if make := events.ON_STATUS.get(status):
        events.publish(make(order), order)
    moved = {"before": before, "after": order.status}
    if order.cancellation_reason:
        moved["reason"] = order.cancellation_reason
    audited("order.status_changed", resource="order", resource_id=str(order.pk), details=moved)
    failpoint("order.status.before-commit")
    return order


@dataclass(frozen=True)
class Canceller:
    """Whoever asks; `any_order`: not their own alone."""

    id: UUID
    any_order: bool


def order_cancel(*, order_id: UUID, by: Canceller, reason: str | None = None) -> Order:
    """What a customer, or the shop for one, decides. NotFound for what is not theirs.

    `reason` is who wanted it; a customer cannot say it was the shop.
    """
    owned = by.id == selectors.order_by_id(order_id).customer_id
    if not owned and not by.any_order:
        raise NotFound
    because = CancellationReason(reason) if reason else _wanted_by(owned=owned)
    if because is CancellationReason.STAFF and not by.any_order:
        wrong = FieldError("/reason", "not-allowed", "You cancel for yourself.")
        raise ValidationFailed(errors=[wrong])
    return order_change_status(order_id=order_id, status=OrderStatus.CANCELLED, because=because)


def _wanted_by(*, owned: bool) -> CancellationReason:
    return CancellationReason.CUSTOMER if owned else CancellationReason.STAFF


def customer_forget(*, customer_id: UUID) -> int:
    """Take name, address and remarks out of all orders of somebody who left: what was bought, when and for how much
    stays, as the books need it. Part of the transaction of the event that told us.
    """
    mine = Order.objects.filter(customer_index=customer_id)
    return mine.update(shipping=lifecycle.NOWHERE, metadata=None, updated_at=clock.now())


def _start_refund(order: Order) -> None:
    """Whoever may cancel a confirmed order finds its saga done; if not, nothing is cancelled rather than not repaid."""
    now = clock.now()
    done = Saga.objects.filter(pk=order.pk, state=SagaState.DONE)
    saga = done.first()
    steps = further(saga.steps if saga else [], state=SagaState.REFUNDING, at=now, outcome=Cause.CANCELLED)
    if not done.update(state=SagaState.REFUNDING, attempt=0, next_attempt_at=now, steps=steps, updated_at=now):
        raise OrderStatusNotAllowed("The payment cannot be refunded yet.", order_status=order.status)
