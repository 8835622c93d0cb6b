"""Promise R3: no oversell, no deadlock, whoever comes at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection

from product_service.catalog.models import Product
from product_service.catalog.services import ProductChanges, manager, product_change, units_sold_add
from product_service.stock.domain.adjustment import Adjustment, Reason
from product_service.stock.domain.errors import (
    OutOfStock,
    ReservationCommitted,
    ReservationExpired,
    ReservationLimit,
    ReservationReleased,
    StockBelowReserved,
)
from product_service.stock.domain.lines import Line
from product_service.stock.models import Reservation, StockMovement
from product_service.stock.services import (
    reservation_commit,
    reservation_expire,
    reservation_extend,
    reservation_release,
    reservations_expire,
    stock_adjust,
    stock_reserve,
)
from product_service.tests.support import (
    Make,
    assert_books_balance,
    at_once,
    hold,
    new_product,
    overdue,
    principal,
    shelf,
)
from servicekit.events.models import OutboxEvent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def make(transactional_db: None) -> Make:
    return new_product


def buyer(*lines: Line, reservation_id: UUID | None = None) -> Callable[[], Reservation]:
    return partial(stock_reserve, reservation_id=reservation_id or uuid4(), lines=lines)


def test_twenty_buyers_of_five_units_are_five_winners(make: Make) -> None:
    product = make(stock=5)
    answers = at_once([buyer(Line(product.pk, 1)) for _ in range(20)])
    assert sum(isinstance(answer, Reservation) for answer in answers) == 5
    assert sum(isinstance(answer, OutOfStock) for answer in answers) == 15
    assert shelf(product) == (5, 5)
    assert_books_balance()


def test_opposite_orders_do_not_wait_in_a_circle(make: Make) -> None:
    products = [make(stock=100) for _ in range(5)]
    lines = [Line(product.pk, 1) for product in products]
    answers = at_once([buyer(*(lines if n % 2 else lines[::-1])) for n in range(20)])
    assert [answer for answer in answers if not isinstance(answer, Reservation)] == []
    assert [shelf(product) for product in products] == [(100, 20)] * 5


def test_a_call_repeated_at_once_holds_once(make: Make) -> None:
    product = make(stock=10)
    reservation_id = uuid4()
    answers = at_once([buyer(Line(product.pk, 2), reservation_id=reservation_id) for _ in range(8)])
    assert [answer.pk for answer in answers if isinstance(answer, Reservation)] == [reservation_id] * 8
    assert shelf(product) == (10, 2)


def test_a_payment_and_the_sweeper_do_not_both_win(make: Make) -> None:
    product = make(stock=10)
    for _ in range(5):
        reservation = hold((product, 2))
        overdue(reservation)
        paid, expired = at_once(
            [
                partial(reservation_commit, reservation_id=reservation.pk),
                partial(reservation_expire, reservation_id=reservation.pk),
            ]
        )
        assert isinstance(paid, ReservationExpired)
        assert expired is True
    assert shelf(product) == (10, 0)


def test_a_payment_and_a_release_do_not_both_win(make: Make) -> None:
    product = make(stock=100)
    sold = 0
    for _ in range(5):
        reservation = hold((product, 2))
        paid, released = at_once(
            [
                partial(reservation_commit, reservation_id=reservation.pk),
                partial(reservation_release, reservation_id=reservation.pk),
            ]
        )
        won = isinstance(paid, Reservation)
        assert won == isinstance(released, ReservationCommitted)
        sold += 2 if won else 0
    assert shelf(product) == (100 - sold, 0)
    assert_books_balance()


def test_a_commit_repeated_at_once_sells_once(make: Make) -> None:
    product = make(stock=10)
    reservation = hold((product, 3))
    answers = at_once([partial(reservation_commit, reservation_id=reservation.pk)] * 6)
    assert all(isinstance(answer, Reservation) for answer in answers)
    assert shelf(product) == (7, 0)
    assert StockMovement.objects.filter(kind="sold").count() == 1


def test_three_sweepers_give_back_once(make: Make) -> None:
    product = make(stock=10)
    for _ in range(5):
        overdue(hold((product, 2)))
    answers = at_once([reservations_expire] * 3)
    assert sum(answer for answer in answers if isinstance(answer, int)) == 5
    assert shelf(product) == (10, 0)
    assert_books_balance()


def test_a_release_that_overtakes_its_reserve_leaves_nothing_held(make: Make) -> None:
    product = make(stock=10)
    for _ in range(5):
        reservation_id = uuid4()
        at_once(
            [
                buyer(Line(product.pk, 1), reservation_id=reservation_id),
                partial(reservation_release, reservation_id=reservation_id),
            ]
        )
        assert Reservation.objects.get(pk=reservation_id).state == "released"
    assert shelf(product) == (10, 0)


def test_a_count_and_buyers_keep_the_books(make: Make) -> None:
    product = make(stock=10)
    count: Callable[[], Product] = partial(
        product_change, by=principal(), product_id=product.pk, unchanged=lambda _: True, given=ProductChanges(stock=12)
    )
    answers = at_once([count, *(buyer(Line(product.pk, 1)) for _ in range(7))])
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert shelf(product) == (12, 7)
    assert_books_balance()


# As many at the database at once as the gRPC server has threads. SQLite has one writer and no queue: who waits looks
# again every tenth of a second, and with a dozen others on a busy machine finds it taken for all of 5 s.
ROOM = 16 if connection.vendor == "postgresql" else 4
SHOPPERS, GOODS = 200, 100


def purchase(*lines: Line) -> Reservation:
    return reservation_commit(reservation_id=stock_reserve(reservation_id=uuid4(), lines=lines).pk)


def test_two_hundred_shoppers_of_a_hundred_units_buy_exactly_a_hundred(make: Make) -> None:
    product = make(stock=GOODS)
    answers = at_once([partial(purchase, Line(product.pk, 1))] * SHOPPERS, room=ROOM)
    assert Counter(type(answer) for answer in answers) == {Reservation: GOODS, OutOfStock: SHOPPERS - GOODS}
    assert shelf(product) == (0, 0)
    assert -sum(StockMovement.objects.filter(kind="sold").values_list("quantity", flat=True)) == GOODS
    assert not Product.objects.get(pk=product.pk).in_stock
    assert OutboxEvent.objects.filter(type="stock.low").count() == 1
    assert_books_balance()


def test_the_last_units_of_five_products_in_opposite_orders(make: Make) -> None:
    products = [make(stock=10) for _ in range(5)]
    lines = [Line(product.pk, 1) for product in products]
    answers = at_once([partial(purchase, *(lines if n % 2 else lines[::-1])) for n in range(40)], room=ROOM)
    assert Counter(type(answer) for answer in answers) == {Reservation: 10, OutOfStock: 30}
    assert [shelf(product) for product in products] == [(0, 0)] * 5
    assert not Product.objects.filter(in_stock=True).exists()
    assert OutboxEvent.objects.filter(type="stock.low").count() == 5
    assert_books_balance()


def test_two_baskets_at_once_do_not_pass_the_limit_together(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.SHOPMESH, "held_units_per_customer", 5)
    products = [make(stock=100) for _ in range(2)]
    for customer in (uuid4(), uuid4()):
        calls = [
            partial(stock_reserve, reservation_id=uuid4(), lines=[Line(products[n % 2].pk, 1)], customer_id=customer)
            for n in range(16)
        ]
        answers = at_once(calls)
        assert Counter(type(answer) for answer in answers) == {Reservation: 5, ReservationLimit: 11}
    assert sum(shelf(product)[1] for product in products) == 10


@pytest.mark.parametrize("end", [reservation_commit, reservation_release])
def test_an_extension_and_an_end_leave_it_ended(make: Make, end: Callable[..., Reservation]) -> None:
    product = make(stock=100)
    for _ in range(5):
        reservation = hold((product, 2))
        extended, ended = at_once(
            [
                partial(reservation_extend, reservation_id=reservation.pk),
                partial(end, reservation_id=reservation.pk),
            ]
        )
        assert isinstance(ended, Reservation)
        assert isinstance(extended, Reservation | ReservationCommitted | ReservationReleased)
        reservation.refresh_from_db()
        assert reservation.state in {"committed", "released"}
        assert (reservation.extended_at is not None) == isinstance(extended, Reservation)
    assert shelf(product)[1] == 0
    assert_books_balance()


def test_an_extension_and_the_sweeper_do_not_both_win(make: Make) -> None:
    product = make(stock=10)
    for _ in range(5):
        reservation = hold((product, 2))
        overdue(reservation)
        extended, expired = at_once(
            [
                partial(reservation_extend, reservation_id=reservation.pk),
                partial(reservation_expire, reservation_id=reservation.pk),
            ]
        )
        assert isinstance(extended, ReservationExpired)
        assert expired is True
        assert Reservation.objects.get(pk=reservation.pk).extended_at is None
    assert shelf(product) == (10, 0)


def test_two_extensions_at_once_are_one(make: Make) -> None:
    reservation = hold((make(stock=10), 2))
    answers = at_once([partial(reservation_extend, reservation_id=reservation.pk)] * 6)
    assert len({(answer.expires_at, answer.extended_at) for answer in answers}) == 1
    assert OutboxEvent.objects.filter(type="stock.extended").count() == 1


def buy_and_leave(products: list[Product]) -> None:
    for _ in range(5):
        with suppress(OutOfStock):
            held = stock_reserve(reservation_id=uuid4(), lines=[Line(product.pk, 1) for product in products])
            reservation_release(reservation_id=held.pk)


def edit(product: Product) -> None:
    for price in range(1, 6):
        given = ProductChanges(price=f"{price}.00")
        product_change(by=principal(), product_id=product.pk, unchanged=lambda _: True, given=given)


def count_sales(products: list[Product]) -> None:
    for _ in range(5):
        units_sold_add(units={product.pk: 1 for product in products})


def adjust(product: Product) -> None:
    for quantity in (1, -1) * 3:
        given = Adjustment(quantity, Reason.COUNTED)
        with suppress(StockBelowReserved):
            stock_adjust(by=manager(principal()), product_id=product.pk, adjustment=given, checkpoint=lambda _: None)


def test_the_last_unit_comes_and_goes_while_its_product_is_edited(make: Make) -> None:
    """All of them want the shelf and the product's row; who took them the other way round would wait in a circle."""
    products = [make(stock=1) for _ in range(2)]
    calls: list[Callable[[], object]] = [partial(buy_and_leave, products)] * 2
    calls += [partial(count_sales, products)]
    for product in products:
        calls += [partial(edit, product), partial(adjust, product)]
    assert at_once(calls, room=ROOM) == [None] * len(calls)
    for product in Product.objects.select_related("stock"):
        assert product.in_stock == (product.stock.available > 0)
    assert_books_balance()
