from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from order_service.orders import handlers
from order_service.orders.models import Order, OrderEvent
from order_service.orders.selectors import has_purchased
from order_service.tests.conftest import ALICE
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.testing.events import deliver

pytestmark = pytest.mark.django_db


def refunded(order_id: UUID | str, in_all: int) -> Envelope:
    data = {"payment_id": "p", "order_id": str(order_id), "refund_id": "r", "refunded": in_all, "currency": "EUR"}
    return Envelope(str(uuid4()), "payment.refunded", 1, "payment", "p", 1, clock.now(), "", data)


def test_a_part_given_back_leaves_the_purchase(confirmed: Order) -> None:
    assert deliver(handlers.payment_refunded, refunded(confirmed.pk, 100), times=2) == 1
    confirmed.refresh_from_db()
    assert (confirmed.refunded_minor, confirmed.status) == (100, "confirmed")
    assert has_purchased(customer_id=ALICE, product_id=1)
    assert not OrderEvent.objects.filter(kind="payment_refunded").exists()


def test_what_was_given_back_in_full_was_not_bought(confirmed: Order) -> None:
    deliver(handlers.payment_refunded, refunded(confirmed.pk, confirmed.total.minor_units))
    deliver(handlers.payment_refunded, refunded(confirmed.pk, 100))  # an earlier one that comes late
    confirmed.refresh_from_db()
    assert confirmed.refunded_minor == confirmed.total_minor
    assert not has_purchased(customer_id=ALICE, product_id=1)
    assert OrderEvent.objects.filter(order=confirmed, kind="payment_refunded").count() == 1


def test_of_no_order_it_means_nothing() -> None:
    assert deliver(handlers.payment_refunded, refunded("", 100)) == 1
    assert deliver(handlers.payment_refunded, refunded(uuid4(), 100)) == 1
    assert not OrderEvent.objects.exists()
