from __future__ import annotations

from uuid import uuid4

import pytest

from product_service.catalog.models import Product
from product_service.stock.domain.errors import ReservationExpired, ReservationReleased
from product_service.stock.models import StockMovement
from product_service.stock.services import reservation_commit, reservation_release
from product_service.tests.support import assert_books_balance, hold, overdue, shelf
from servicekit.errors import NotFound
from servicekit.testing.events import Published


def test_held_units_are_taken_for_good(chair: Product, lamp: Product, published: Published) -> None:
    reservation = hold((chair, 3), (lamp, 1))
    assert reservation_commit(reservation_id=reservation.pk).state == "committed"
    assert (shelf(chair), shelf(lamp)) == ((7, 0), (4, 0))
    sold = StockMovement.objects.filter(kind="sold").order_by("product_id")
    assert [(row.product_id, row.quantity, row.reservation_id) for row in sold] == [
        (chair.pk, -3, reservation.pk),
        (lamp.pk, -1, reservation.pk),
    ]
    assert published()[-1].subject == "stock.committed.v1"
    assert published()[-1].data["lines"] == [
        {"product_id": chair.pk, "quantity": 3},
        {"product_id": lamp.pk, "quantity": 1},
    ]
    assert_books_balance()


def test_a_repeat_sells_nothing_more(chair: Product, published: Published) -> None:
    reservation = hold((chair, 3))
    reservation_commit(reservation_id=reservation.pk)
    events = len(published())
    assert reservation_commit(reservation_id=reservation.pk).state == "committed"
    assert shelf(chair) == (7, 0)
    assert len(published()) == events


def test_what_was_released_is_not_sold(chair: Product) -> None:
    reservation = hold((chair, 3))
    reservation_release(reservation_id=reservation.pk)
    with pytest.raises(ReservationReleased):
        reservation_commit(reservation_id=reservation.pk)
    assert shelf(chair) == (10, 0)


def test_a_payment_after_the_time_is_too_late_even_before_the_sweeper_came(chair: Product) -> None:
    reservation = hold((chair, 3))
    overdue(reservation)
    with pytest.raises(ReservationExpired):
        reservation_commit(reservation_id=reservation.pk)
    assert shelf(chair) == (10, 3)
    assert not StockMovement.objects.filter(kind="sold").exists()


@pytest.mark.django_db
def test_an_id_never_seen_is_not_found() -> None:
    with pytest.raises(NotFound):
        reservation_commit(reservation_id=uuid4())
