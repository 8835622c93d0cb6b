from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from product_service.catalog.models import Product
from product_service.stock import shelf as figures
from product_service.stock.domain.errors import (
    OutOfStock,
    ProductUnavailable,
    ReservationExpired,
    ReservationIdReused,
    ReservationReleased,
)
from product_service.stock.domain.lines import Line
from product_service.stock.domain.shelf import Change, Turn
from product_service.stock.models import Reservation, StockMovement
from product_service.stock.services import reservation_commit, reservation_release, stock_reserve
from product_service.tests.support import Make, assert_books_balance, hold, overdue, shelf
from servicekit.errors import ValidationFailed
from servicekit.testing.clock import HeldClock
from servicekit.testing.events import Published

RESERVATION = uuid4()


def test_every_line_is_held_for_fifteen_minutes(
    chair: Product, lamp: Product, held_clock: HeldClock, published: Published
) -> None:
    before = len(published())
    reservation = hold((lamp, 2), (chair, 3), reservation_id=RESERVATION)
    assert (shelf(chair), shelf(lamp)) == ((10, 3), (5, 2))
    assert reservation.state == "held"
    assert reservation.expires_at - reservation.created_at == timedelta(minutes=15)
    [event] = published()[before:]
    assert (event.subject, event.aggregate_id) == ("stock.reserved.v1", str(RESERVATION))
    assert event.data == {
        "reservation_id": str(RESERVATION),
        "lines": [{"product_id": chair.pk, "quantity": 3}, {"product_id": lamp.pk, "quantity": 2}],
        "expires_at": reservation.expires_at.isoformat(),
    }
    assert_books_balance()


def test_name_and_price_are_those_of_the_moment(chair: Product) -> None:
    reservation = hold((chair, 1))
    Product.objects.update(name="Renamed", price_minor=1)
    [line] = reservation.lines.all()
    line.refresh_from_db()
    assert (line.name, line.price.decimal(), line.currency) == ("Alder chair", "139.00", "EUR")


def test_a_price_that_changes_while_one_waits_for_the_shelf_is_the_new_one(
    chair: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    def after_the_change(change: Change) -> Turn | None:
        """As when somebody held the shelf, and has committed."""
        Product.objects.filter(pk=chair.pk).update(price_minor=15900)
        return tried(change)

    tried = figures.tried
    monkeypatch.setattr(figures, "tried", after_the_change)
    [line] = hold((chair, 1)).lines.all()
    assert line.price.decimal() == "159.00"


def test_one_short_line_holds_nothing_and_every_short_line_is_named(
    chair: Product, lamp: Product, make_product: Make, published: Published
) -> None:
    sold_out = make_product(name="Projector", stock=0)
    before = len(published())
    with pytest.raises(OutOfStock) as refusal:
        hold((chair, 10), (lamp, 6), (sold_out, 1), reservation_id=RESERVATION)
    assert refusal.value.extensions == {
        "lines": [
            {"product_id": lamp.pk, "requested": 6, "available": 5},
            {"product_id": sold_out.pk, "requested": 1, "available": 0},
        ]
    }
    assert (shelf(chair), shelf(lamp), shelf(sold_out)) == ((10, 0), (5, 0), (0, 0))
    assert not Reservation.objects.exists()
    assert len(published()) == before


def test_an_id_that_was_refused_may_be_used_again(chair: Product, lamp: Product) -> None:
    with pytest.raises(OutOfStock):
        hold((lamp, 6), reservation_id=RESERVATION)
    assert hold((chair, 1), reservation_id=RESERVATION).state == "held"


def test_a_repeat_is_answered_and_not_repeated(chair: Product, lamp: Product, published: Published) -> None:
    first = hold((chair, 1), (lamp, 2), reservation_id=RESERVATION)
    events = len(published())
    again = hold((lamp, 2), (chair, 1), reservation_id=RESERVATION)
    assert (again.pk, again.state, again.expires_at) == (first.pk, first.state, first.expires_at)
    assert len(again.lines.all()) == 2
    assert (shelf(chair), shelf(lamp)) == ((10, 1), (5, 2))
    assert len(published()) == events


def test_a_repeat_after_the_sale_is_answered_as_sold(chair: Product) -> None:
    hold((chair, 1), reservation_id=RESERVATION)
    reservation_commit(reservation_id=RESERVATION)
    assert hold((chair, 1), reservation_id=RESERVATION).state == "committed"
    assert shelf(chair) == (9, 0)


@pytest.mark.parametrize("quantity", [2, 3])
def test_other_lines_under_a_used_id_are_refused(chair: Product, quantity: int) -> None:
    hold((chair, 1), reservation_id=RESERVATION)
    with pytest.raises(ReservationIdReused):
        hold((chair, quantity), reservation_id=RESERVATION)
    assert shelf(chair) == (10, 1)


def test_a_released_id_is_refused_for_ever(chair: Product) -> None:
    hold((chair, 1), reservation_id=RESERVATION)
    reservation_release(reservation_id=RESERVATION)
    with pytest.raises(ReservationReleased):
        hold((chair, 1), reservation_id=RESERVATION)
    assert shelf(chair) == (10, 0)


def test_an_id_released_before_it_was_seen_is_refused(chair: Product) -> None:
    reservation_release(reservation_id=RESERVATION)
    with pytest.raises(ReservationReleased):
        hold((chair, 1), reservation_id=RESERVATION)
    assert shelf(chair) == (10, 0)


def test_a_repeat_after_its_time_is_refused(chair: Product) -> None:
    overdue(hold((chair, 1), reservation_id=RESERVATION))
    with pytest.raises(ReservationExpired):
        hold((chair, 1), reservation_id=RESERVATION)


def test_what_is_not_on_sale_is_named_and_nothing_held(chair: Product, lamp: Product) -> None:
    Product.objects.filter(pk=lamp.pk).update(active=False)
    with pytest.raises(ProductUnavailable) as refusal:
        stock_reserve(reservation_id=RESERVATION, lines=[Line(999, 1), Line(lamp.pk, 1), Line(chair.pk, 1)])
    assert refusal.value.extensions == {"product_ids": [lamp.pk, 999]}
    assert shelf(chair) == (10, 0)
    assert not Reservation.objects.exists()


@pytest.mark.parametrize("quantity", [0, -1, 1001, 10**9])
def test_a_quantity_out_of_range_holds_nothing(chair: Product, quantity: int) -> None:
    with pytest.raises(ValidationFailed):
        hold((chair, quantity))
    assert shelf(chair) == (10, 0)
    assert not StockMovement.objects.filter(kind="sold").exists()


def test_the_last_unit_can_be_held(lamp: Product) -> None:
    hold((lamp, 4))
    hold((lamp, 1))
    assert shelf(lamp) == (5, 5)
