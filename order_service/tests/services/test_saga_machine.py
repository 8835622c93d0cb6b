"""Whatever fails, dies, is late, is cancelled or shipped, in whatever order: tables, stock and money agree in the end.

The other services are the fakes of world.py, which keep count; the tables and everything that writes to them are real.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from order_service.orders import checkout, recovery, resolution, sagas
from order_service.orders.domain.errors import OrderStatusNotAllowed
from order_service.orders.domain.order import OrderStatus
from order_service.orders.domain.saga import TERMINAL, SagaState
from order_service.orders.models import Order, Saga
from order_service.orders.ports import PaymentState
from order_service.orders.services import Canceller, NewOrder, order_cancel, order_change_status
from order_service.tests.conftest import ALICE
from order_service.tests.world import Crash, Fault, World
from servicekit.errors import NotFound, ServiceError
from servicekit.events.models import OutboxEvent
from servicekit.money import Money
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db

UNITS = {1: 10, 2: 3}
METHODS = ("reserve", "authorize", "find_by_key", "commit", "capture", "release", "void", "refund")
LINES = st.sampled_from([((1, 2), (2, 1)), ((1, 1),), ((2, 2),), ((1, 11),)])
TOKENS = st.sampled_from(["tok_success", "tok_success", "tok_decline", "tok_slow"])


@contextmanager
def whatever_happens() -> Iterator[None]:
    """A process may die in it, and somebody may be told no."""
    with suppress(Crash, ServiceError):
        yield


class Shop(RuleBasedStateMachine):
    new_order: Callable[..., NewOrder]
    clock: HeldClock

    @initialize()
    def opens(self) -> None:
        OutboxEvent.objects.all().delete()
        Order.objects.all().delete()
        self.world = World()
        self.begun: list[UUID] = []

    @rule(lines=LINES, token=TOKENS, seen=st.sampled_from([None, None, Money(1, "EUR")]))
    def somebody_orders(self, lines: tuple[tuple[int, int], ...], token: str, seen: Money | None) -> None:
        asked = self.new_order(*lines, token=token)
        new = NewOrder(asked.customer_id, asked.lines, asked.shipping, "card", token, expected=seen)
        with whatever_happens():
            checkout.place(new=new, earlier=None, checkpoint=self.begun.append, partners=self.world.partners)

    @rule()
    @precondition(lambda self: self.begun)
    def the_same_request_comes_again(self) -> None:
        with whatever_happens():
            checkout.place(
                new=self.new_order((1, 1)),
                earlier=self.begun[-1],
                checkpoint=self.begun.append,
                partners=self.world.partners,
            )

    @rule(method=st.sampled_from(METHODS), fault=st.sampled_from(Fault))
    def the_next_call_goes_wrong(self, method: str, fault: Fault) -> None:
        self.world.faults.script(method, fault)

    @rule(seconds=st.sampled_from([1, 11, 61]))
    def time_passes_and_the_worker_looks(self, seconds: int) -> None:
        self.clock.advance(seconds=seconds)
        with whatever_happens():
            recovery.recover(self.world.partners)

    @rule()
    def the_provider_makes_up_its_mind(self) -> None:
        self.world.payments.settle_slow()

    @rule()
    def holds_run_out(self) -> None:
        for reservation_id, reservation in self.world.catalog.reservations.items():
            if reservation.state == "held":
                self.world.catalog.expire(reservation_id)

    @rule(ships_first=st.booleans())
    @precondition(lambda self: self.begun)
    def customer_and_staff_decide_at_once(self, *, ships_first: bool) -> None:
        """Of a cancellation and a shipment, one at most; whoever is refused has changed nothing."""
        order_id, done = self.begun[-1], 0
        cancel = partial(order_cancel, order_id=order_id, by=Canceller(ALICE, any_order=False))
        ship = partial(order_change_status, order_id=order_id, status=OrderStatus.SHIPPED)
        for decide in (ship, cancel) if ships_first else (cancel, ship):
            with suppress(OrderStatusNotAllowed, NotFound):
                decide()
                done += 1
        assert done <= 1

    @rule()
    @precondition(lambda self: self.begun)
    def staff_gives_a_little_back(self) -> None:
        payment = self.world.payment_of(self.begun[-1])
        if payment is not None and payment.state is PaymentState.CAPTURED and payment.left.minor_units > 100:
            payment.refunds.setdefault("by hand", Money(100, "EUR"))

    @invariant()
    def nothing_is_promised_twice(self) -> None:
        if not hasattr(self, "world"):
            return
        catalog = self.world.catalog
        for product_id, received in UNITS.items():
            sold = sum(
                line.quantity
                for one in catalog.reservations.values()
                if one.state == "committed"
                for line in one.lines
                if line.product_id == product_id
            )
            assert catalog.on_hand[product_id] == received - sold
            assert catalog.free(product_id) >= 0
        for payment in self.world.payments.by_key.values():
            assert payment.captures <= 1
            assert payment.left.minor_units >= 0 or not payment.captures
        for order in Order.objects.exclude(status__in=["pending", "cancelled"]):
            self.assert_paid_and_taken(order)

    def assert_paid_and_taken(self, order: Order) -> None:
        payment = self.world.payment_of(order.pk)
        assert payment is not None
        assert (payment.captures, payment.request.amount) == (1, order.total)
        assert self.world.catalog.commits[order.pk] == 1

    def teardown(self) -> None:
        """Everything heals, and within a few minutes every saga is over."""
        if not hasattr(self, "world"):
            return
        self.world.faults.heal()
        for _ in range(30):
            self.world.payments.settle_slow()  # also what is asked for only now
            self.clock.advance(seconds=11)
            recovery.recover(self.world.partners)
        for saga in Saga.objects.select_related("order"):
            assert SagaState(saga.state) in TERMINAL
            assert saga.steps[-1]["state"] == saga.state
            self.assert_whole(saga.order, SagaState(saga.state))

    def assert_whole(self, order: Order, state: SagaState) -> None:
        payment, told = self.world.payment_of(order.pk), self.told(order)
        if state is SagaState.DONE:
            self.assert_paid_and_taken(order)
            assert (told["order.placed"], told["order.confirmed"], told["order.cancelled"]) == (1, 1, 0)
        elif state is SagaState.REFUNDED:
            assert payment is not None
            assert (order.status, payment.left) == ("cancelled", Money.zero("EUR"))
            assert (told["order.confirmed"], told["order.cancelled"]) == (1, 1)
        else:
            assert (order.status, told["order.confirmed"]) == ("cancelled", 0)
            reservation = self.world.catalog.reservations.get(order.pk)
            assert reservation is None or reservation.state in {"released", "expired"}
            assert payment is None or payment.state in {PaymentState.VOIDED, PaymentState.DECLINED}

    def told(self, order: Order) -> dict[str, int]:
        kinds = ("order.placed", "order.confirmed", "order.cancelled")
        mine = OutboxEvent.objects.filter(aggregate="order", aggregate_id=str(order.pk))
        return {kind: mine.filter(type=kind).count() for kind in kinds}


def test_in_the_end_everything_agrees(
    new_order: Callable[..., NewOrder], held_clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolution, "PAUSE", 0.0)
    monkeypatch.setattr(sagas, "uniform", lambda low, high: high)  # an example repeats itself
    Shop.new_order, Shop.clock = staticmethod(new_order), held_clock
    # 0.1 s of processor an example.
    few = settings(max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Shop, settings=few)
