from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from order_service.cart.cart import Problem, problem_of
from order_service.cart.errors import ProductUnavailable
from order_service.cart.models import CartLine
from order_service.cart.services import cart_clear, cart_read, cart_replace
from order_service.orders.checkout import Progress
from order_service.tests.conftest import ALICE
from order_service.tests.world import Fault, World
from servicekit.errors import DependencyUnavailable

pytestmark = pytest.mark.django_db


def put(world: World, *items: tuple[int, int]) -> None:
    cart_replace(customer_id=ALICE, items=items, prices=world.catalog)


def test_a_cart_is_replaced_whole_and_in_order(world: World) -> None:
    put(world, (1, 1), (2, 1))
    put(world, (2, 3))
    cart = cart_read(customer_id=ALICE, prices=world.catalog)
    assert [(line.product_id, line.quantity) for line in cart.lines] == [(2, 3)]
    assert (cart.total.decimal(), cart.count, cart.stale) == ("297.00", 3, False)


def test_prices_are_the_catalogues_of_today(world: World) -> None:
    put(world, (1, 2))
    world.catalog.stock(1, units=10, price=2000)
    assert cart_read(customer_id=ALICE, prices=world.catalog).total.decimal() == "40.00"


@pytest.mark.parametrize("fault", [Fault.UNSENT, Fault.UNANSWERED])
def test_without_the_catalogue_the_last_known_prices_are_shown(world: World, fault: Fault) -> None:
    put(world, (1, 2))
    world.faults.down("products", fault=fault)
    cart = cart_read(customer_id=ALICE, prices=world.catalog)
    assert (cart.total.decimal(), cart.stale) == ("25.00", True)


def test_without_the_catalogue_a_cart_is_not_changed(world: World) -> None:
    put(world, (1, 2))
    world.faults.down("products")
    with pytest.raises(DependencyUnavailable):
        put(world, (2, 1))
    assert CartLine.objects.get().product_id == 1


def test_an_unknown_product_does_not_get_in(world: World) -> None:
    put(world, (1, 1))
    with pytest.raises(ProductUnavailable) as refused:
        put(world, (2, 1), (77, 1))
    assert [error.pointer for error in refused.value.errors] == ["/items/1/product_id"]
    assert CartLine.objects.get().product_id == 1


def test_a_product_that_left_the_shop_stays_visible_without_a_price(world: World) -> None:
    put(world, (1, 1), (2, 1))
    del world.catalog.goods[2]
    put(world, (1, 3), (2, 1))
    cart = cart_read(customer_id=ALICE, prices=world.catalog)
    assert [problem_of(line) for line in cart.lines] == [None, Problem.UNAVAILABLE]
    assert cart.total.decimal() == "37.50"


def test_more_than_is_left_is_shown_as_a_problem(world: World) -> None:
    put(world, (2, 4))
    [line] = cart_read(customer_id=ALICE, prices=world.catalog).lines
    assert (problem_of(line), line.available) == (Problem.OUT_OF_STOCK, 3)


def test_what_was_bought_leaves_the_cart(world: World, place: Callable[..., Progress]) -> None:
    put(world, (1, 1), (2, 1))
    place((1, 1))
    assert [line.product_id for line in CartLine.objects.all()] == [2]


def test_a_declined_payment_leaves_the_cart_as_it_was(world: World, place: Callable[..., Progress]) -> None:
    put(world, (1, 1))
    place((1, 1), token="tok_decline")
    assert CartLine.objects.count() == 1


def test_emptying_a_cart_leaves_other_peoples_alone(world: World) -> None:
    put(world, (1, 1))
    cart_clear(customer_id=uuid4())
    assert CartLine.objects.count() == 1
    cart_clear(customer_id=ALICE)
    assert not CartLine.objects.exists()
