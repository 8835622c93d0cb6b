"""What one customer holds at a time is limited, and only a keyed hash says whose it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from product_service.catalog.models import Product
from product_service.stock.domain.errors import ReservationLimit
from product_service.stock.domain.lines import Line
from product_service.stock.models import Reservation
from product_service.stock.services import (
    reservation_commit,
    reservation_expire,
    reservation_release,
    stock_reserve,
)
from product_service.tests.support import overdue, shelf

ALICE, BOB = uuid4(), uuid4()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five units, in three reservations."""
    monkeypatch.setattr(settings.SHOPMESH, "held_units_per_customer", 5)
    monkeypatch.setattr(settings.SHOPMESH, "held_reservations_per_customer", 3)


def hold_for(customer: UUID | None, product: Product, quantity: int = 1) -> Reservation:
    return stock_reserve(reservation_id=uuid4(), lines=[Line(product.pk, quantity)], customer_id=customer)


def expire(*, reservation_id: UUID) -> Any:
    overdue(Reservation.objects.get(pk=reservation_id))
    return reservation_expire(reservation_id=reservation_id)


def run_out(*, reservation_id: UUID) -> Any:
    """Nobody has swept it yet."""
    overdue(Reservation.objects.get(pk=reservation_id))


def test_a_customer_holds_so_many_units_and_no_more(chair: Product) -> None:
    hold_for(ALICE, chair, 3)
    hold_for(ALICE, chair, 2)
    with pytest.raises(ReservationLimit) as refusal:
        hold_for(ALICE, chair, 1)
    assert refusal.value.extensions == {"most_units": 5, "most_reservations": 3}
    assert shelf(chair) == (10, 5)
    assert Reservation.objects.count() == 2


def test_a_basket_that_is_too_large_for_anybody_is_refused(chair: Product, lamp: Product) -> None:
    with pytest.raises(ReservationLimit):
        stock_reserve(reservation_id=uuid4(), lines=[Line(chair.pk, 3), Line(lamp.pk, 3)], customer_id=ALICE)
    assert (shelf(chair), shelf(lamp)) == ((10, 0), (5, 0))


def test_a_customer_has_so_many_reservations_open(chair: Product) -> None:
    for _ in range(3):
        hold_for(ALICE, chair)
    with pytest.raises(ReservationLimit):
        hold_for(ALICE, chair)
    assert shelf(chair) == (10, 3)


def test_what_others_hold_is_theirs(chair: Product) -> None:
    hold_for(ALICE, chair, 5)
    hold_for(BOB, chair, 5)
    assert shelf(chair) == (10, 10)


def test_who_names_nobody_is_not_counted(chair: Product) -> None:
    for _ in range(4):
        hold_for(None, chair, 2)
    assert shelf(chair) == (10, 8)


@pytest.mark.parametrize("end", [reservation_commit, reservation_release, expire, run_out])
def test_what_is_over_is_not_counted(chair: Product, end: Callable[..., Any]) -> None:
    end(reservation_id=hold_for(ALICE, chair, 5).pk)
    hold_for(ALICE, chair, 5)


def test_a_repeated_call_is_counted_once(chair: Product) -> None:
    reservation_id = uuid4()
    for _ in range(3):
        stock_reserve(reservation_id=reservation_id, lines=[Line(chair.pk, 5)], customer_id=ALICE)
    assert shelf(chair) == (10, 5)


@pytest.mark.parametrize("end", [reservation_commit, reservation_release, expire])
def test_whose_it_was_is_forgotten_with_what_was_held(chair: Product, end: Callable[..., Any]) -> None:
    held = hold_for(ALICE, chair)
    assert held.holder
    assert str(ALICE) not in held.holder
    end(reservation_id=held.pk)
    assert Reservation.objects.get(pk=held.pk).holder is None
