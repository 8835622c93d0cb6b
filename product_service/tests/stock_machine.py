"""Everything that can happen to stock, in any order, beside a model that fits on a page (promise R12).

A process may die at any of it: before the commit, when nothing has happened, or after it, when nobody heard. Whoever
asked asks again, and the tables say what the model says. `./dev test` plays some hundred steps, `./dev soak stock`
thousands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from product_service.catalog.models import Product
from product_service.catalog.services import ProductChanges, manager, product_change
from product_service.stock.domain.adjustment import Adjustment, Reason
from product_service.stock.domain.errors import OutOfStock, ReservationLimit, StockBelowReserved
from product_service.stock.domain.level import level
from product_service.stock.domain.lines import Line
from product_service.stock.domain.reservation import State
from product_service.stock.handlers import order_cancelled
from product_service.stock.models import Reservation, ReservationLine, Stock, StockMovement
from product_service.stock.services import (
    reservation_commit,
    reservation_extend,
    reservation_release,
    reservations_expire,
    stock_adjust,
    stock_low_at,
    stock_reserve,
)
from product_service.tests.support import assert_books_balance, new_product, overdue, principal
from servicekit import clock
from servicekit.errors import InvalidState
from servicekit.events.event import Envelope
from servicekit.events.models import OutboxEvent
from servicekit.faults import failpoints
from servicekit.testing.events import deliver

PRODUCTS = 3
UNITS = 8
# Small, so that the limits are met.
MOST_UNITS, MOST_RESERVATIONS = 9, 4
CUSTOMERS = (None, uuid4(), uuid4())

numbers = st.integers(0, PRODUCTS - 1)
carts = st.dictionaries(numbers, st.integers(1, 4), min_size=1)
# None: nobody dies. BEFORE: with the transaction still open. AFTER: once it is committed, before anybody is told.
BEFORE, AFTER = "before", "after"
deaths = st.sampled_from([None, None, BEFORE, AFTER])


class Died(Exception):
    """The process ended here."""


class Death:
    """Meets whoever passes a point, once."""

    def __init__(self, point: str) -> None:
        self._point = point

    def meeting(self, _site: str, name: str, *, after: bool = False) -> tuple[()]:
        if name == self._point and not after:
            self._point = ""
            raise Died(name)
        return ()


@contextmanager
def deadly(point: str) -> Iterator[None]:
    before = failpoints._script
    failpoints._script = Death(point)  # type: ignore[assignment]  # no file to write and read, for thousands of steps
    try:
        yield
    except Died:
        pass
    finally:
        failpoints._script = before


@contextmanager
def small_limits() -> Iterator[None]:
    config = settings.SHOPMESH
    before = config.held_units_per_customer, config.held_reservations_per_customer
    config.held_units_per_customer, config.held_reservations_per_customer = MOST_UNITS, MOST_RESERVATIONS
    try:
        yield
    finally:
        config.held_units_per_customer, config.held_reservations_per_customer = before


class StockMachine(RuleBasedStateMachine):
    steps = 0
    reservations = Bundle("reservations")

    @initialize()
    def open_shop(self) -> None:
        for left_by_the_last_example in (StockMovement, ReservationLine, Reservation, Stock, Product, OutboxEvent):
            left_by_the_last_example.objects.all().delete()
        self.products = [new_product(stock=UNITS) for _ in range(PRODUCTS)]
        self.on_hand = dict.fromkeys(range(PRODUCTS), UNITS)
        self.low_at = dict.fromkeys(range(PRODUCTS), 5)
        self.told_low: Counter[int] = Counter()
        self.carts: dict[UUID, dict[int, int]] = {}
        self.holders: dict[UUID, UUID | None] = {}
        self.states: dict[UUID, State] = {}
        self.late: set[UUID] = set()
        self.extended: set[UUID] = set()
        self.taken_back: set[UUID] = set()
        self.seen = {number: self.level(number) for number in range(PRODUCTS)}

    # What happens

    @rule(target=reservations, cart=carts, customer=st.sampled_from(CUSTOMERS), death=deaths)
    def reserve(self, cart: dict[int, int], customer: UUID | None, death: str | None) -> UUID:
        reservation_id = uuid4()
        self.carts[reservation_id], self.holders[reservation_id] = cart, customer
        may = self.admits(customer, cart) and all(wanted <= self.free(number) for number, wanted in cart.items())
        happened = self.played(
            stock_reserve,
            (OutOfStock, ReservationLimit),
            (death, "product.reserve.before-commit"),
            reservation_id=reservation_id,
            lines=self.lines(cart),
            customer_id=customer,
        )
        assert happened == may
        if may:
            self.states[reservation_id] = State.HELD
        return reservation_id

    @rule(reservation_id=reservations)
    def reserve_again(self, reservation_id: UUID) -> None:
        if reservation_id not in self.states:
            return  # it was refused; another try is another race, which `reserve` plays
        lines, customer = self.lines(self.carts[reservation_id]), self.holders[reservation_id]
        happened = self.played(
            stock_reserve, InvalidState, reservation_id=reservation_id, lines=lines, customer_id=customer
        )
        assert happened == (self.counts_as(reservation_id) in {State.HELD, State.COMMITTED})

    @rule(reservation_id=reservations, death=deaths)
    def commit(self, reservation_id: UUID, death: str | None) -> None:
        if reservation_id not in self.states:
            return
        state, point = self.counts_as(reservation_id), "product.commit.before-commit"
        happened = self.played(reservation_commit, InvalidState, (death, point), reservation_id=reservation_id)
        assert happened == (state in {State.HELD, State.COMMITTED})
        if state == State.HELD:
            self.states[reservation_id] = State.COMMITTED
            for number, quantity in self.carts[reservation_id].items():
                self.on_hand[number] -= quantity

    @rule(reservation_id=reservations, death=deaths)
    def release(self, reservation_id: UUID, death: str | None) -> None:
        state, point = self.states.get(reservation_id, State.RELEASED), "product.release.before-commit"
        happened = self.played(reservation_release, InvalidState, (death, point), reservation_id=reservation_id)
        assert happened == (state != State.COMMITTED)
        if state == State.HELD or reservation_id not in self.states:
            self.states[reservation_id] = State.RELEASED

    @rule(reservation_id=reservations, death=deaths)
    def extend(self, reservation_id: UUID, death: str | None) -> None:
        if reservation_id not in self.states:
            return
        held, point = self.counts_as(reservation_id) == State.HELD, "product.extend.before-commit"
        happened = self.played(reservation_extend, InvalidState, (death, point), reservation_id=reservation_id)
        assert happened == held
        if held:
            self.extended.add(reservation_id)

    @rule(reservation_id=reservations)
    def let_time_pass(self, reservation_id: UUID) -> None:
        if self.states.get(reservation_id) == State.HELD:
            overdue(Reservation.objects.get(pk=reservation_id))
            self.late.add(reservation_id)

    @rule(death=deaths)
    def sweep(self, death: str | None) -> None:
        due = {found for found in self.late if self.states[found] == State.HELD}
        if death:
            with deadly(f"product.expire.{death}-commit"):
                reservations_expire()
        reservations_expire()
        self.states.update(dict.fromkeys(due, State.EXPIRED))

    @rule(number=numbers, counted=st.integers(0, UNITS), death=deaths)
    def count(self, number: int, counted: int, death: str | None) -> None:
        happened = self.played(
            product_change,
            StockBelowReserved,
            (death, "product.recount.before-commit"),
            by=principal(),
            product_id=self.products[number].pk,
            unchanged=lambda _: True,
            given=ProductChanges(stock=counted),
        )
        assert happened == (counted >= self.reserved(number))
        if happened:
            self.on_hand[number] = counted

    @rule(number=numbers, quantity=st.integers(-6, 6).filter(bool), death=deaths)
    def adjust(self, number: int, quantity: int, death: str | None) -> None:
        def once(*, key: str) -> None:
            """As under an Idempotency-Key: what was committed is not done again."""
            if not StockMovement.objects.filter(note=key).exists():
                given = Adjustment(quantity, Reason.COUNTED, note=key)
                product_id = self.products[number].pk
                stock_adjust(
                    by=manager(principal()), product_id=product_id, adjustment=given, checkpoint=lambda _: None
                )

        point = "product.adjust.before-commit"
        happened = self.played(once, StockBelowReserved, (death, point), key=str(uuid4()))
        assert happened == (self.on_hand[number] + quantity >= self.reserved(number))
        if happened:
            self.on_hand[number] += quantity

    @rule(number=numbers, units=st.integers(0, UNITS), death=deaths)
    def set_threshold(self, number: int, units: int, death: str | None) -> None:
        self.played(
            stock_low_at,
            (),
            (death, "product.low-at.before-commit"),
            by=manager(principal()),
            product_id=self.products[number].pk,
            low_at=units,
            unchanged=lambda _: True,
        )
        self.low_at[number] = units

    @rule(reservation_id=reservations, death=deaths)
    def take_back(self, reservation_id: UUID, death: str | None) -> None:
        """Its order is cancelled before it leaves the house; the event may come several times."""
        if self.states.get(reservation_id) != State.COMMITTED or reservation_id in self.taken_back:
            return
        lines = [{"product_id": line.product_id, "quantity": line.quantity} for line in self.cart_of(reservation_id)]
        data = {"stock_taken": True, "lines": lines}
        told = Envelope(str(uuid4()), "order.cancelled", 1, "order", str(reservation_id), 1, clock.now(), "", data)

        def deliver_it() -> None:
            deliver(order_cancelled, told)

        self.played(deliver_it, (), (death, "product.take-back.before-commit"))
        self.taken_back.add(reservation_id)
        for number, quantity in self.carts[reservation_id].items():
            self.on_hand[number] += quantity

    # What must be so then

    @invariant()
    def the_tables_say_what_the_model_says(self) -> None:
        type(self).steps += 1
        rows = {row.product_id: row for row in Stock.objects.select_related("product")}
        for number, product in enumerate(self.products):
            row, free = rows[product.pk], self.free(number)
            assert (row.on_hand, row.reserved) == (self.on_hand[number], self.reserved(number))
            assert (row.product.in_stock, row.level) == (free > 0, self.level(number))
            self.told_low[number] += self.seen[number] == "in_stock" and self.level(number) != "in_stock"
            self.seen[number] = self.level(number)
        assert self.low_told() == +self.told_low
        self.assert_reservations()
        assert_books_balance()

    def assert_reservations(self) -> None:
        found = list(Reservation.objects.values_list("pk", "state", "extended_at", "holder"))
        assert {pk: state for pk, state, _, _ in found} == self.states
        assert {pk for pk, _, extended, _ in found if extended} == self.extended
        held = {pk for pk, state in self.states.items() if state == State.HELD and self.holders[pk]}
        assert {pk for pk, _, _, holder in found if holder} == held

    def low_told(self) -> Counter[int]:
        events = OutboxEvent.objects.filter(type="stock.low").values_list("payload", flat=True)
        number_of = {product.pk: number for number, product in enumerate(self.products)}
        return Counter(number_of[payload["product_id"]] for payload in events)

    # The model

    def reserved(self, number: int) -> int:
        held = (self.carts[found] for found, state in self.states.items() if state == State.HELD)
        return sum(cart.get(number, 0) for cart in held)

    def free(self, number: int) -> int:
        return self.on_hand[number] - self.reserved(number)

    def level(self, number: int) -> str:
        return level(self.free(number), self.low_at[number])

    def admits(self, customer: UUID | None, cart: dict[int, int]) -> bool:
        open_ones = [
            found
            for found, state in self.states.items()
            if state == State.HELD and found not in self.late and self.holders[found] == customer
        ]
        units = sum(sum(self.carts[found].values()) for found in open_ones) + sum(cart.values())
        return customer is None or (units <= MOST_UNITS and len(open_ones) < MOST_RESERVATIONS)

    def counts_as(self, reservation_id: UUID) -> State:
        state = self.states[reservation_id]
        return State.EXPIRED if state == State.HELD and reservation_id in self.late else state

    def lines(self, cart: dict[int, int]) -> list[Line]:
        return [Line(self.products[number].pk, quantity) for number, quantity in cart.items()]

    def cart_of(self, reservation_id: UUID) -> list[Line]:
        return self.lines(self.carts[reservation_id])

    def played(
        self,
        use_case: Callable[..., Any],
        refusal: type[Exception] | tuple[type[Exception], ...],
        dying: tuple[str | None, str] = (None, ""),
        **given: Any,
    ) -> bool:
        """Whether it happened, as whoever asks is told in the end; who was not told asks again."""
        death, point = dying
        if death:
            with deadly(point if death == BEFORE else ""):
                self.answered(use_case, refusal, given)
        return self.answered(use_case, refusal, given)

    def answered(self, use_case: Callable[..., Any], refusal: Any, given: dict[str, Any]) -> bool:
        try:
            use_case(**given)
        except refusal:
            return False
        return True
