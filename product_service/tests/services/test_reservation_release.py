from __future__ import annotations

from uuid import uuid4

import pytest

from product_service.catalog.models import Product
from product_service.stock.domain.errors import ReservationCommitted
from product_service.stock.models import Reservation
from product_service.stock.services import reservation_commit, reservation_expire, reservation_release
from product_service.tests.support import assert_books_balance, hold, overdue, shelf
from servicekit.testing.events import Published


def test_held_units_go_back(chair: Product, lamp: Product, published: Published) -> None:
    reservation = hold((chair, 3), (lamp, 1))
    assert reservation_release(reservation_id=reservation.pk).state == "released"
    assert (shelf(chair), shelf(lamp)) == ((10, 0), (5, 0))
    assert published()[-1].subject == "stock.released.v1"
    assert published()[-1].data == {
        "reservation_id": str(reservation.pk),
        "lines": [{"product_id": chair.pk, "quantity": 3}, {"product_id": lamp.pk, "quantity": 1}],
        "reason": "released",
    }
    assert_books_balance()


def test_a_repeat_gives_nothing_more_back(chair: Product, published: Published) -> None:
    other, reservation = hold((chair, 4)), hold((chair, 3))
    reservation_release(reservation_id=reservation.pk)
    events = len(published())
    assert reservation_release(reservation_id=reservation.pk).state == "released"
    assert shelf(chair) == (10, 4)
    assert other.state == "held"
    assert len(published()) == events


@pytest.mark.django_db
def test_an_id_never_seen_is_remembered_as_released(published: Published) -> None:
    reservation_id = uuid4()
    for _ in range(2):
        assert reservation_release(reservation_id=reservation_id).state == "released"
    assert Reservation.objects.get().pk == reservation_id
    assert published() == []


def test_what_is_sold_stays_sold(chair: Product) -> None:
    reservation = hold((chair, 3))
    reservation_commit(reservation_id=reservation.pk)
    with pytest.raises(ReservationCommitted):
        reservation_release(reservation_id=reservation.pk)
    assert shelf(chair) == (7, 0)


def test_an_expired_reservation_gives_nothing_back_twice(chair: Product) -> None:
    reservation = hold((chair, 3))
    overdue(reservation)
    assert reservation_expire(reservation_id=reservation.pk)
    assert reservation_release(reservation_id=reservation.pk).state == "expired"
    assert shelf(chair) == (10, 0)
