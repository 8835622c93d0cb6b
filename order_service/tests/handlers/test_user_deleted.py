"""Somebody deletes their account: their cart, name and address go; what was sold stays in the books."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from order_service.cart.models import CartLine
from order_service.cart.services import cart_replace
from order_service.orders import handlers
from order_service.orders.checkout import Progress
from order_service.orders.models import Order
from order_service.orders.seeds import demo_id
from order_service.orders.selectors import orders_of_customer
from order_service.tests.conftest import ALICE, SHIPPING
from order_service.tests.world import World
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.testing.events import deliver

pytestmark = pytest.mark.django_db

BOB = demo_id("bob")


def deleted(user_id: UUID) -> Envelope:
    data = {"user_id": str(user_id)}
    return Envelope(str(uuid4()), "user.deleted", 1, "user", str(user_id), 9, clock.now(), "", data)


def test_name_and_address_are_erased_and_the_order_stays(place: Callable[..., Progress]) -> None:
    orders = [place((1, 1)).order, place((2, 1)).order]
    Order.objects.update(metadata={"note": "for Ada"})
    deliver(handlers.user_deleted, deleted(ALICE))
    kept = {order.pk: order for order in orders_of_customer(ALICE)}
    assert {pk: order.total for pk, order in kept.items()} == {order.pk: order.total for order in orders}
    for order in kept.values():
        assert set(order.shipping) == set(SHIPPING)
        assert set(order.shipping.values()) == {""}
        assert order.metadata is None
        assert (order.status, order.lines.count(), order.timeline.count()) == ("confirmed", 1, 3)


@pytest.mark.django_db(transaction=True)
def test_the_cart_is_gone(world: World) -> None:
    for customer in (ALICE, BOB):
        cart_replace(customer_id=customer, items=[(1, 1), (2, 1)], prices=world.catalog)
    deliver(handlers.user_deleted, deleted(ALICE))
    assert not CartLine.objects.filter(customer_index=ALICE).exists()
    assert CartLine.objects.filter(customer_index=BOB).count() == 2


def test_told_twice_it_happens_once(place: Callable[..., Progress]) -> None:
    place((1, 1))
    envelope = deleted(ALICE)
    assert deliver(handlers.user_deleted, envelope, times=2) == 1
    erased = Order.objects.get().updated_at
    deliver(handlers.user_deleted, envelope)
    assert Order.objects.get().updated_at == erased


def test_others_keep_theirs(place: Callable[..., Progress]) -> None:
    order = place((1, 1), customer_id=BOB).order
    deliver(handlers.user_deleted, deleted(ALICE))
    order.refresh_from_db()
    assert order.shipping == SHIPPING


def test_of_somebody_who_never_bought_there_is_nothing_to_erase() -> None:
    assert deliver(handlers.user_deleted, deleted(uuid4())) == 1
    assert not Order.objects.exists()
