"""Each failpoint of the stock is passed, and a process that dies there has promised and sold nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from product_service.catalog.models import Product
from product_service.catalog.services import ProductChanges, manager, product_change
from product_service.stock.domain.adjustment import Adjustment, Reason
from product_service.stock.handlers import order_cancelled
from product_service.stock.models import Reservation
from product_service.stock.services import (
    reservation_commit,
    reservation_expire,
    reservation_extend,
    reservation_release,
    reservations_expire,
    stock_adjust,
    stock_low_at,
)
from product_service.tests.support import assert_books_balance, hold, overdue, principal, shelf
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.events.models import OutboxEvent
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


def test_a_process_that_dies_while_prolonging_prolongs_when_asked_again(chair: Product, faults: Faults) -> None:
    held = hold((chair, 3))
    faults(site="point", where="product.extend.before-commit", effect="raise", times=1)
    with pytest.raises(Scripted):
        reservation_extend(reservation_id=held.pk)
    assert Reservation.objects.get(pk=held.pk).extended_at is None
    assert reservation_extend(reservation_id=held.pk).extended_at is not None
    assert shelf(chair) == (10, 3)


def adjust(product: Product) -> None:
    given = Adjustment(-10, Reason.LOST)
    stock_adjust(by=manager(principal()), product_id=product.pk, adjustment=given, checkpoint=lambda _: None)


def count(product: Product) -> None:
    given = ProductChanges(stock=0)
    product_change(by=principal(), product_id=product.pk, unchanged=lambda _: True, given=given)


@pytest.mark.parametrize(
    ("point", "change"), [("product.adjust.before-commit", adjust), ("product.recount.before-commit", count)]
)
def test_a_process_that_dies_while_a_shelf_is_emptied_has_not_emptied_it(
    chair: Product, faults: Faults, point: str, change: Callable[[Product], None]
) -> None:
    faults(site="point", where=point, effect="raise", times=1)
    with pytest.raises(Scripted):
        change(chair)
    assert (shelf(chair), Product.objects.get(pk=chair.pk).in_stock) == ((10, 0), True)
    assert not OutboxEvent.objects.filter(type__in=["stock.low", "stock.adjusted"]).exists()
    change(chair)
    assert (shelf(chair), Product.objects.get(pk=chair.pk).in_stock) == ((0, 0), False)
    assert OutboxEvent.objects.filter(type="stock.low").count() == 1
    assert_books_balance()


def test_a_process_that_dies_while_a_threshold_is_set_has_told_nobody(chair: Product, faults: Faults) -> None:
    faults(site="point", where="product.low-at.before-commit", effect="raise", times=1)

    def low_at(units: int) -> None:
        stock_low_at(by=manager(principal()), product_id=chair.pk, low_at=units, unchanged=lambda _: True)

    with pytest.raises(Scripted):
        low_at(50)
    assert not OutboxEvent.objects.filter(type="stock.low").exists()
    low_at(50)
    assert OutboxEvent.objects.filter(type="stock.low").count() == 1


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
