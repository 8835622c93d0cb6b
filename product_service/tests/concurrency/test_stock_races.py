"""Promise R3: no oversell, no deadlock, whoever comes at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

import pytest

from product_service.catalog.models import Product
from product_service.catalog.services import ProductChanges, product_change
from product_service.stock.domain.errors import OutOfStock, ReservationCommitted, ReservationExpired
from product_service.stock.domain.lines import Line
from product_service.stock.models import Reservation, StockMovement
from product_service.stock.services import (
    reservation_commit,
    reservation_expire,
    reservation_release,
    reservations_expire,
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
