from __future__ import annotations

from product_service.catalog.models import Product
from product_service.stock.models import Reservation
from product_service.stock.services import reservation_commit, reservation_expire, reservations_expire
from product_service.tests.support import assert_books_balance, hold, overdue, shelf
from servicekit.testing.events import Published


def test_only_what_is_overdue_goes_back_on_the_shelf(chair: Product, published: Published) -> None:
    late, punctual, sold = hold((chair, 3)), hold((chair, 2)), hold((chair, 1))
    reservation_commit(reservation_id=sold.pk)
    overdue(late)
    overdue(sold)
    assert reservations_expire() == 1
    assert dict(Reservation.objects.values_list("pk", "state")) == {
        late.pk: "expired",
        punctual.pk: "held",
        sold.pk: "committed",
    }
    assert shelf(chair) == (9, 2)
    assert (published()[-1].subject, published()[-1].data["reason"]) == ("stock.released.v1", "expired")
    assert_books_balance()


def test_a_second_sweeper_finds_nothing_to_do(chair: Product, published: Published) -> None:
    late = hold((chair, 3))
    overdue(late)
    assert reservations_expire() == 1
    events = len(published())
    assert reservations_expire() == 0
    assert not reservation_expire(reservation_id=late.pk)
    assert shelf(chair) == (10, 0)
    assert len(published()) == events


def test_abandoned_carts_leave_nothing_behind(make_many: list[Reservation], chair: Product) -> None:
    assert reservations_expire() == len(make_many)
    assert shelf(chair) == (10, 0)
    assert_books_balance()
