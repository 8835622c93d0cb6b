"""Confirmations and cancellations come in any order and more than once; what is left is the same."""

from __future__ import annotations

from functools import partial
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from product_service.catalog.models import Product
from product_service.recommendations import services
from product_service.recommendations.handlers import order_cancelled, order_confirmed
from product_service.recommendations.models import BasketLine, CancelledBasket
from product_service.tests.handlers.envelopes import order_event
from product_service.tests.support import at_once
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.testing.events import deliver

pytestmark = pytest.mark.django_db(transaction=True)

HANDLERS = {"order.confirmed": order_confirmed, "order.cancelled": order_cancelled}
# What is told of one order: it is confirmed, or cancelled before that, or both.
STORIES = [("order.confirmed",), ("order.cancelled",), ("order.confirmed", "order.cancelled")]


def told(order: UUID, kind: str, *products: Product) -> Envelope:
    return order_event(kind, lines=[(product, 1) for product in products], order_id=str(order))


def kept() -> set[UUID]:
    return set(BasketLine.objects.values_list("basket", flat=True))


def test_an_order_that_was_cancelled_first_leaves_no_basket(chair: Product, lamp: Product) -> None:
    order = uuid4()
    deliver(order_cancelled, told(order, "order.cancelled"))
    deliver(order_confirmed, told(order, "order.confirmed", chair, lamp))
    assert kept() == set()
    assert CancelledBasket.objects.get().basket == order


@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_end_is_the_same_whatever_comes_first_and_however_often(
    chair: Product, lamp: Product, data: st.DataObject
) -> None:
    BasketLine.objects.all().delete()
    CancelledBasket.objects.all().delete()
    stories = {uuid4(): story for story in data.draw(st.lists(st.sampled_from(STORIES), min_size=1, max_size=4))}
    events = [told(order, kind, chair, lamp) for order, story in stories.items() for kind in story]
    again = data.draw(st.lists(st.sampled_from(events), max_size=4))
    # Sent again under the same id it meets the inbox, under a new one it does not.
    resent = [
        event if data.draw(st.booleans()) else told(UUID(event.data["order_id"]), event.type, chair, lamp)
        for event in again
    ]
    for event in data.draw(st.permutations(events + resent)):
        deliver(HANDLERS[event.type], event)
    assert kept() == {order for order, story in stories.items() if "order.cancelled" not in story}
    assert set(CancelledBasket.objects.values_list("basket", flat=True)) == set(stories) - kept()
    assert BasketLine.objects.count() == 2 * len(kept())


def test_nor_does_one_of_which_both_are_heard_at_the_same_moment(chair: Product, lamp: Product) -> None:
    for _ in range(5):
        order = uuid4()
        keep = partial(services.basket_keep, basket=order, product_ids=[chair.pk, lamp.pk])
        assert at_once([keep, partial(services.basket_forget, basket=order)]) == [None, None]
        assert order not in kept()


def test_what_was_cancelled_long_ago_is_forgotten() -> None:
    services.basket_forget(basket=uuid4())
    fresh = uuid4()
    services.basket_forget(basket=fresh)
    CancelledBasket.objects.exclude(basket=fresh).update(at=clock.now() - 2 * services.KEEP_BASKETS)
    assert services.forget_old() == 1
    assert CancelledBasket.objects.get().basket == fresh
