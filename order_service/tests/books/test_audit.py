"""The audit against real orders of this service and books of the others that a test can falsify."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections

from order_service.books import audit, selectors, services
from order_service.books.domain.reconciliation import Balance, PaymentBook, ProblemKind, StockBook
from order_service.books.models import AuditTurn, BooksAudit
from order_service.books.ports import Keepers, StockPage
from order_service.orders.checkout import Progress
from order_service.orders.models import Order, Saga
from order_service.tests.world import World
from servicekit import clock
from servicekit.errors import DependencyUnavailable
from servicekit.events.models import OutboxEvent
from servicekit.money import Money
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db(transaction=True)


class Shelves:
    """A stock whose books are those of the catalogue in memory, unless a test says otherwise."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.extra_sold: dict[int, int] = {}
        self.looks = 0

    def page(self, *, size: int, token: str) -> StockPage:
        return StockPage(list(self.every()), "")

    def every(self) -> Iterator[StockBook]:
        yield from (self._book(product_id) for product_id in self.world.catalog.goods)

    def some(self, product_ids: Sequence[int]) -> list[StockBook]:
        self.looks += 1
        return [self._book(product_id) for product_id in product_ids]

    def _book(self, product_id: int) -> StockBook:
        committed = [held for held in self.world.catalog.reservations.values() if held.state == "committed"]
        lines = [line for held in committed for line in held.lines if line.product_id == product_id]
        sold = sum(line.quantity for line in lines) + self.extra_sold.get(product_id, 0)
        free = self.world.catalog.free(product_id)
        reserved = self.world.catalog.on_hand[product_id] - free
        return StockBook(product_id, "S", "Soap", sold + reserved + free, sold, reserved, free, reserved)


class Till:
    def __init__(self, world: World) -> None:
        self.world = world
        self.more: list[PaymentBook] = []
        self.forgotten = False
        self.entries: list[Balance] = []
        self.down = False

    def of_orders(self, order_ids: Sequence[UUID]) -> list[PaymentBook]:
        return [book for book in self._all() if book.order_id in order_ids]

    def every(self) -> Iterator[list[PaymentBook]]:
        yield self._all()

    def balances(self) -> list[Balance]:
        if self.down:
            raise DependencyUnavailable
        return self.entries

    def _all(self) -> list[PaymentBook]:
        orders = Order.objects.exclude(payment_id="").filter(payment_status__in=["completed", "refunded"])
        known = [] if self.forgotten else [self._book(order) for order in orders]
        return [*known, *self.more]

    def _book(self, order: Order) -> PaymentBook:
        back = order.total if order.payment_status == "refunded" else Money.zero(order.currency)
        return PaymentBook(order.payment_id, order.pk, order.total, back)


@pytest.fixture
def shelves(world: World) -> Shelves:
    return Shelves(world)


@pytest.fixture
def till(world: World) -> Till:
    return Till(world)


@pytest.fixture
def keepers(shelves: Shelves, till: Till, monkeypatch: pytest.MonkeyPatch) -> Keepers:
    monkeypatch.setattr(audit, "PAUSE", 0)
    return Keepers(stock=shelves, cashier=till)


@pytest.fixture
def stocked(world: World) -> World:
    world.catalog.stock(1, units=10)
    world.catalog.stock(2, units=10)
    return world


def kinds(findings: audit.Findings) -> list[ProblemKind]:
    return [problem.kind for problem in findings.problems]


def delivered() -> None:
    OutboxEvent.objects.update(published_at=clock.now())


def test_a_shop_that_works_has_nothing_to_hide(
    stocked: World, place: Callable[..., Progress], keepers: Keepers
) -> None:
    place()
    place((1, 1), token="tok_decline")
    findings = audit.audit(keepers)
    assert kinds(findings) == []
    assert findings.products == {"count": 2, "received": 20, "sold": 3, "reserved": 0, "free": 17}
    assert findings.orders == {"paid": 1}
    assert findings.payments == {"captured": 1}


def test_a_paid_order_whose_money_nobody_took_is_found(
    stocked: World, place: Callable[..., Progress], keepers: Keepers, till: Till
) -> None:
    order = place().order
    till.forgotten = True
    [problem] = audit.audit(keepers).problems
    assert (problem.kind, problem.subject) == (ProblemKind.ORDER_WITHOUT_CAPTURE, str(order.pk))


def test_money_taken_for_no_order_is_found(stocked: World, keepers: Keepers, till: Till) -> None:
    nobody = uuid4()
    till.more = [PaymentBook("p", nobody, Money(500, "EUR"), Money.zero("EUR"))]
    [problem] = audit.audit(keepers).problems
    assert (problem.kind, problem.subject) == (ProblemKind.CAPTURE_WITHOUT_ORDER, str(nobody))


def test_a_second_capture_of_one_order_is_found(
    stocked: World, place: Callable[..., Progress], keepers: Keepers, till: Till
) -> None:
    order = place().order
    till.more = [PaymentBook("again", order.pk, order.total, Money.zero("EUR"))]
    assert kinds(audit.audit(keepers)) == [ProblemKind.CAPTURED_TWICE]


def test_units_that_nobody_bought_are_found_when_they_stay(
    stocked: World, place: Callable[..., Progress], keepers: Keepers, shelves: Shelves
) -> None:
    place()
    delivered()
    shelves.extra_sold[1] = 1
    [problem] = audit.audit(keepers).problems
    assert (problem.kind, problem.subject) == (ProblemKind.UNITS_DIFFER, "1")
    assert shelves.looks == audit.LOOKS


def test_units_on_their_way_are_no_problem_once_they_have_arrived(
    stocked: World, keepers: Keepers, shelves: Shelves, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelves.extra_sold[1] = 1
    monkeypatch.setattr(time, "sleep", lambda _: shelves.extra_sold.clear())
    assert audit.audit(keepers).ok
    assert shelves.looks == 1


def test_a_product_that_is_bought_at_every_look_makes_no_false_alarm(
    stocked: World,
    place: Callable[..., Progress],
    keepers: Keepers,
    shelves: Shelves,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look = shelves._book

    def meanwhile(product_id: int) -> StockBook:
        place((1, 1))
        delivered()
        return look(product_id)

    monkeypatch.setattr(shelves, "_book", meanwhile)
    findings = audit.audit(keepers)
    assert (findings.ok, findings.waiting) == (True, 0)


def test_addresses_of_all_those_orders_stay_sealed(
    stocked: World, place: Callable[..., Progress], django_assert_num_queries: Any
) -> None:
    place()
    with django_assert_num_queries(2) as asked:  # a page, and that there is no other
        assert [len(page) for page in selectors.paid_orders()] == [1]
    assert not any("shipping" in query["sql"] or "steps" in query["sql"] for query in asked.captured_queries)


def test_while_events_wait_for_the_broker_nobody_judges_units(
    stocked: World, place: Callable[..., Progress], keepers: Keepers, shelves: Shelves
) -> None:
    place()
    shelves.extra_sold[2] = 1
    findings = audit.audit(keepers)
    assert (findings.ok, findings.waiting) == (True, 1)


def test_a_checkout_that_stands_still_between_its_steps_is_in_nobodys_way(
    stocked: World, place: Callable[..., Progress], keepers: Keepers, till: Till
) -> None:
    """Its stock is sold and its money may be taken; neither is written down yet."""
    stocked.faults.down("capture")
    order = place().order
    assert Saga.objects.get(pk=order.pk).state == "capturing"
    assert audit.audit(keepers).ok
    till.more = [PaymentBook("p", order.pk, order.total, Money.zero("EUR"))]
    findings = audit.audit(keepers)
    assert (findings.ok, findings.payments) == (True, {"under_way": 1})


def test_a_ledger_that_does_not_add_up_is_found(stocked: World, keepers: Keepers, till: Till) -> None:
    till.entries = [Balance("EUR", "provider", 5), Balance("EUR", "sales", -4)]
    assert kinds(audit.audit(keepers)) == [ProblemKind.LEDGER_NOT_ZERO]


def test_one_audit_every_thirty_seconds_is_kept_with_its_findings(
    stocked: World, keepers: Keepers, till: Till, held_clock: HeldClock
) -> None:
    first = services.audit_when_due(keepers)
    assert first is not None
    assert first.ok
    assert services.audit_when_due(keepers) is None
    till.more = [PaymentBook("p", uuid4(), Money(500, "EUR"), Money.zero("EUR"))]
    held_clock.advance(seconds=30)
    second = services.audit_when_due(keepers)
    assert second is not None
    assert not second.ok
    assert second.report["problem_counts"] == {"capture_without_order": 1}
    assert BooksAudit.objects.count() == 2


def test_who_asks_need_not_wait_for_the_next_turn(stocked: World, keepers: Keepers, held_clock: HeldClock) -> None:
    services.audit_when_due(keepers)
    held_clock.advance(seconds=1)
    services.audit_ask(at=clock.now())
    asked = services.audit_when_due(keepers)
    assert asked is not None
    assert asked.started_at == clock.now()
    assert services.audit_when_due(keepers) is None


def test_a_side_that_is_away_makes_no_audit_and_the_next_try_comes_soon(
    stocked: World, keepers: Keepers, till: Till, held_clock: HeldClock
) -> None:
    till.down = True
    assert services.audit_when_due(keepers) is None
    assert AuditTurn.objects.get().last_error.startswith("dependency-unavailable")
    assert BooksAudit.objects.count() == 0
    till.down = False
    held_clock.advance(seconds=5)
    assert services.audit_when_due(keepers) is not None
    assert AuditTurn.objects.get().last_error == ""


def test_an_audit_that_breaks_off_is_tried_again_soon(
    stocked: World, keepers: Keepers, till: Till, held_clock: HeldClock
) -> None:
    till.entries = [Balance("no currency", "sales", 1), None]  # type: ignore[list-item]  # what nobody expects
    with pytest.raises(AttributeError):
        services.audit_when_due(keepers)
    assert AuditTurn.objects.get().last_error == "It broke off: AttributeError"
    till.entries = []
    held_clock.advance(seconds=5)
    assert services.audit_when_due(keepers) is not None


def test_an_audit_whose_worker_died_is_made_up_for(stocked: World, keepers: Keepers, held_clock: HeldClock) -> None:
    services.audit_when_due(keepers)
    AuditTurn.objects.update(running_since=clock.now(), due_at=clock.now())
    held_clock.advance(seconds=60)
    assert services.audit_when_due(keepers) is None
    held_clock.advance(seconds=services.LONGEST / timedelta(seconds=1))
    assert services.audit_when_due(keepers) is not None


def test_of_eight_workers_at_once_one_makes_the_audit(stocked: World, keepers: Keepers, held_clock: HeldClock) -> None:
    def work(_: int) -> bool:
        try:
            return services.audit_when_due(keepers) is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(work, range(8))) == [False] * 7 + [True]
    assert BooksAudit.objects.count() == 1


def test_a_hundred_audits_are_kept(stocked: World, keepers: Keepers, held_clock: HeldClock) -> None:
    old = clock.now() - timedelta(days=1)
    BooksAudit.objects.bulk_create(BooksAudit(started_at=old, finished_at=old, ok=True, report={}) for _ in range(120))
    services.audit_when_due(keepers)
    assert BooksAudit.objects.count() == services.KEPT
