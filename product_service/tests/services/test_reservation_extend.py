from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from product_service.catalog.models import Product
from product_service.stock.domain.errors import ReservationCommitted, ReservationExpired, ReservationReleased
from product_service.stock.domain.reservation import TTL
from product_service.stock.models import Reservation
from product_service.stock.services import reservation_commit, reservation_extend, reservation_release
from product_service.tests.support import hold, overdue, shelf
from servicekit import clock
from servicekit.errors import NotFound
from servicekit.events.models import OutboxEvent

SOON = timedelta(minutes=1)


@pytest.fixture
def ending(chair: Product) -> Reservation:
    """Three chairs, held for one minute more."""
    held = hold((chair, 3))
    Reservation.objects.filter(pk=held.pk).update(expires_at=clock.now() + SOON)
    return held


def told() -> list[dict[str, str]]:
    return list(OutboxEvent.objects.filter(type="stock.extended").values_list("payload", flat=True))


def test_it_is_held_for_the_whole_time_again_from_now_on(ending: Reservation) -> None:
    before = clock.now()
    extended = reservation_extend(reservation_id=ending.pk)
    assert before + TTL <= extended.expires_at <= clock.now() + TTL + timedelta(seconds=5)
    assert extended.extended_at == extended.expires_at - TTL
    assert told() == [{"reservation_id": str(ending.pk), "expires_at": extended.expires_at.isoformat()}]


def test_once_and_a_second_call_is_answered_the_same(chair: Product, ending: Reservation) -> None:
    extended = reservation_extend(reservation_id=ending.pk)
    again = reservation_extend(reservation_id=ending.pk)
    assert (again.expires_at, again.extended_at) == (extended.expires_at, extended.extended_at)
    assert len(told()) == 1
    assert shelf(chair) == (10, 3)


def test_what_has_run_out_is_not_held_any_longer(chair: Product, ending: Reservation) -> None:
    overdue(ending)
    with pytest.raises(ReservationExpired):
        reservation_extend(reservation_id=ending.pk)
    assert Reservation.objects.get(pk=ending.pk).extended_at is None
    assert told() == []


def test_an_extension_that_has_run_out_as_well_is_over(ending: Reservation) -> None:
    reservation_extend(reservation_id=ending.pk)
    overdue(ending)
    with pytest.raises(ReservationExpired):
        reservation_extend(reservation_id=ending.pk)


def test_what_is_sold_or_given_back_is_over(ending: Reservation, chair: Product) -> None:
    reservation_commit(reservation_id=ending.pk)
    with pytest.raises(ReservationCommitted):
        reservation_extend(reservation_id=ending.pk)
    other = hold((chair, 1))
    reservation_release(reservation_id=other.pk)
    with pytest.raises(ReservationReleased):
        reservation_extend(reservation_id=other.pk)
    assert told() == []


def test_an_id_never_seen_is_not_found(chair: Product) -> None:
    with pytest.raises(NotFound):
        reservation_extend(reservation_id=uuid4())
