"""Promise R12: whatever is asked, in whatever order, the tables say what a model of ten lines says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from product_service.catalog.models import Product
from product_service.catalog.services import ProductChanges, product_change
from product_service.stock.domain.errors import OutOfStock, StockBelowReserved
from product_service.stock.domain.lines import Line
from product_service.stock.domain.reservation import State
from product_service.stock.models import Reservation, ReservationLine, Stock, StockMovement
from product_service.stock.services import (
    reservation_commit,
    reservation_release,
    reservations_expire,
    stock_reserve,
)
from product_service.tests.support import assert_books_balance, new_product, overdue, principal, shelf
from servicekit.errors import InvalidState

PRODUCTS = 3
UNITS = 8

carts = st.dictionaries(st.integers(0, PRODUCTS - 1), st.integers(1, 4), min_size=1)


class StockMachine(RuleBasedStateMachine):
    reservations = Bundle("reservations")

    @initialize()
    def open_shop(self) -> None:
        for left_by_the_last_example in (StockMovement, ReservationLine, Reservation, Stock, Product):
            left_by_the_last_example.objects.all().delete()
        self.products = [new_product(stock=UNITS) for _ in range(PRODUCTS)]
        self.on_hand = dict.fromkeys(range(PRODUCTS), UNITS)
        self.carts: dict[UUID, dict[int, int]] = {}
        self.states: dict[UUID, State] = {}
        self.late: set[UUID] = set()

    def reserved(self, product: int) -> int:
        held = (self.carts[found] for found, state in self.states.items() if state == State.HELD)
        return sum(cart.get(product, 0) for cart in held)

    def lines(self, cart: dict[int, int]) -> list[Line]:
        return [Line(self.products[product].pk, quantity) for product, quantity in cart.items()]

    @rule(target=reservations, cart=carts)
    def reserve(self, cart: dict[int, int]) -> UUID:
        reservation_id = uuid4()
        self.carts[reservation_id] = cart
        fits = all(quantity <= self.on_hand[n] - self.reserved(n) for n, quantity in cart.items())
        assert self.happens(stock_reserve, OutOfStock, reservation_id=reservation_id, lines=self.lines(cart)) == fits
        if fits:
            self.states[reservation_id] = State.HELD
        return reservation_id

    @rule(reservation_id=reservations)
    def reserve_again(self, reservation_id: UUID) -> None:
        if reservation_id not in self.states:
            return  # it was refused; another try is another race, which `reserve` plays
        state = self.counts_as(reservation_id)
        lines = self.lines(self.carts[reservation_id])
        answered = self.happens(stock_reserve, InvalidState, reservation_id=reservation_id, lines=lines)
        assert answered == (state in {State.HELD, State.COMMITTED})

    @rule(reservation_id=reservations)
    def commit(self, reservation_id: UUID) -> None:
        if reservation_id not in self.states:
            return
        state = self.counts_as(reservation_id)
        answered = self.happens(reservation_commit, InvalidState, reservation_id=reservation_id)
        assert answered == (state in {State.HELD, State.COMMITTED})
        if state == State.HELD:
            self.states[reservation_id] = State.COMMITTED
            for product, quantity in self.carts[reservation_id].items():
                self.on_hand[product] -= quantity

    @rule(reservation_id=reservations)
    def release(self, reservation_id: UUID) -> None:
        state = self.states.get(reservation_id, State.RELEASED)
        answered = self.happens(reservation_release, InvalidState, reservation_id=reservation_id)
        assert answered == (state != State.COMMITTED)
        if state == State.HELD or reservation_id not in self.states:
            self.states[reservation_id] = State.RELEASED

    @rule(reservation_id=reservations)
    def let_time_pass(self, reservation_id: UUID) -> None:
        if self.states.get(reservation_id) == State.HELD:
            overdue(Reservation.objects.get(pk=reservation_id))
            self.late.add(reservation_id)

    @rule()
    def sweep(self) -> None:
        due = {found for found in self.late if self.states[found] == State.HELD}
        assert reservations_expire() == len(due)
        self.states.update(dict.fromkeys(due, State.EXPIRED))

    @rule(product=st.integers(0, PRODUCTS - 1), counted=st.integers(0, UNITS))
    def count(self, product: int, counted: int) -> None:
        covered = counted >= self.reserved(product)
        happened = self.happens(
            product_change,
            StockBelowReserved,
            by=principal(),
            product_id=self.products[product].pk,
            unchanged=lambda _: True,
            given=ProductChanges(stock=counted),
        )
        assert happened == covered
        if covered:
            self.on_hand[product] = counted

    @invariant()
    def the_tables_say_what_the_model_says(self) -> None:
        for number, product in enumerate(self.products):
            assert shelf(product) == (self.on_hand[number], self.reserved(number))
        assert dict(Reservation.objects.values_list("pk", "state")) == self.states
        assert_books_balance()

    def counts_as(self, reservation_id: UUID) -> State:
        state = self.states[reservation_id]
        return State.EXPIRED if state == State.HELD and reservation_id in self.late else state

    def happens(self, use_case: Callable[..., Any], refusal: type[Exception], **given: Any) -> bool:
        try:
            use_case(**given)
        except refusal:
            return False
        return True


@pytest.mark.django_db
def test_the_stock_is_what_the_model_says() -> None:
    run_state_machine_as_test(
        StockMachine,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
