"""Each failpoint of the stock is passed, and a process that dies there has promised and sold nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from product_service.catalog.models import Product
from product_service.stock.handlers import order_cancelled
from product_service.stock.services import (
    reservation_commit,
    reservation_expire,
    reservation_release,
    reservations_expire,
)
from product_service.tests.support import assert_books_balance, hold, overdue, shelf
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.faults.effects import Scripted
from servicekit.testing.events import deliver
from servicekit.testing.faults import Faults

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_process_that_dies_before_a_reservation_is_committed_holds_nothing(chair: Product, faults: Faults) -> None:
    faults(site="point", where="product.reserve.before-commit", effect="raise", times=1)
    with pytest.raises(Scripted):
        hold((chair, 3))
    assert shelf(chair) == (10, 0)
    hold((chair, 3))
    assert shelf(chair) == (10, 3)
    assert_books_balance()


@pytest.mark.parametrize(
    ("point", "end", "after"),
    [
        ("product.commit.before-commit", reservation_commit, (7, 0)),
        ("product.release.before-commit", reservation_release, (10, 0)),
        ("product.expire.before-commit", reservation_expire, (10, 0)),
    ],
)
def test_a_process_that_dies_while_ending_a_reservation_ends_it_when_asked_again(
    chair: Product, faults: Faults, point: str, end: Callable[..., object], after: tuple[int, int]
) -> None:
    held = hold((chair, 3))
    if end is reservation_expire:
        overdue(held)
    faults(site="point", where=point, effect="raise", times=1)
    with pytest.raises(Scripted):
        end(reservation_id=held.pk)
    assert shelf(chair) == (10, 3)
    end(reservation_id=held.pk)
    assert shelf(chair) == after
    assert_books_balance()


def test_a_sweeper_that_dies_between_two_reservations_leaves_the_other_to_the_next(
    chair: Product, faults: Faults
) -> None:
    for held in (hold((chair, 3)), hold((chair, 2))):
        overdue(held)
    faults(site="point", where="product.expire.after-commit", effect="raise", times=1)
    with pytest.raises(Scripted):
        reservations_expire()
    assert reservations_expire() == 1
    assert shelf(chair) == (10, 0)
    assert_books_balance()


def test_a_process_that_dies_while_taking_goods_back_takes_them_back_once(chair: Product, faults: Faults) -> None:
    held = hold((chair, 3))
    reservation_commit(reservation_id=held.pk)
    faults(site="point", where="product.take-back.before-commit", effect="raise", times=1)
    cancelled = {"stock_taken": True, "lines": [{"product_id": chair.pk, "quantity": 3}]}
    told = Envelope(str(uuid4()), "order.cancelled", 1, "order", str(held.pk), 3, clock.now(), "", cancelled)
    with pytest.raises(Scripted):
        deliver(order_cancelled, told)
    assert shelf(chair) == (7, 0)
    assert deliver(order_cancelled, told, times=2) == 1
    assert shelf(chair) == (10, 0)
    assert_books_balance()
