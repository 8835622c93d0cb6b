"""What the database refuses, whatever the code above it does."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from product_service.catalog.models import Product
from product_service.stock.models import Reservation, ReservationLine, Stock, StockMovement
from product_service.tests.support import hold, shelf
from servicekit import clock

FORBIDDEN: dict[str, Callable[[Product, Reservation], object]] = {
    "more reserved than there is": lambda chair, _: Stock.objects.filter(product=chair).update(reserved=11),
    "less than nothing reserved": lambda chair, _: Stock.objects.filter(product=chair).update(reserved=-1),
    "less than nothing on hand": lambda chair, _: Stock.objects.filter(product=chair).update(on_hand=-1, reserved=-1),
    "a price of nothing": lambda chair, _: Product.objects.filter(pk=chair.pk).update(price_minor=0),
    "an unknown currency": lambda chair, _: Product.objects.filter(pk=chair.pk).update(currency="XXX"),
    "a state nobody knows": lambda _, held: Reservation.objects.filter(pk=held.pk).update(state="lost"),
    "held and finished": lambda _, held: Reservation.objects.filter(pk=held.pk).update(finished_at=clock.now()),
    "committed and not finished": lambda _, held: Reservation.objects.filter(pk=held.pk).update(state="committed"),
    "a product in two lines": lambda _, held: ReservationLine.objects.create(
        reservation=held, product=held.lines.get().product, quantity=1, price_minor=1
    ),
    "a line of nothing": lambda _, held: held.lines.update(quantity=0),
    "a sale that adds": lambda chair, held: StockMovement.objects.create(
        product=chair, kind="sold", quantity=1, reservation=held
    ),
    "a sale without a reservation": lambda chair, _: StockMovement.objects.create(
        product=chair, kind="sold", quantity=-1
    ),
    "a delivery that takes": lambda chair, _: StockMovement.objects.create(product=chair, kind="received", quantity=-1),
    "a correction by nothing": lambda chair, _: StockMovement.objects.create(
        product=chair, kind="adjusted", quantity=0
    ),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_what_must_never_be_is_refused(chair: Product, what: str) -> None:
    held = hold((chair, 2))
    with pytest.raises(IntegrityError), transaction.atomic():
        FORBIDDEN[what](chair, held)
    assert shelf(chair) == (10, 2)


def test_a_reservation_sells_a_product_once(chair: Product) -> None:
    held = hold((chair, 2))
    sale = {"product": chair, "kind": "sold", "quantity": -2, "reservation": held}
    StockMovement.objects.create(**sale)
    with pytest.raises(IntegrityError), transaction.atomic():
        StockMovement.objects.create(**sale)


def test_an_id_is_one_reservation(chair: Product) -> None:
    held = hold((chair, 2), reservation_id=uuid4())
    with pytest.raises(IntegrityError), transaction.atomic():
        Reservation.objects.create(id=held.pk, state="held", expires_at=clock.now())
