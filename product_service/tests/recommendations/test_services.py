"""What is kept of orders and visits, and what a computation makes of it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest

from product_service.catalog.models import Product
from product_service.recommendations import services
from product_service.recommendations.computing import together
from product_service.recommendations.domain.kinds import Kind
from product_service.recommendations.handlers import order_cancelled, order_confirmed
from product_service.recommendations.models import BasketLine, Computation, Neighbour, View
from product_service.recommendations.selectors import neighbours, related_ids
from product_service.tests.handlers.envelopes import order_event
from product_service.tests.support import Make, at_once
from servicekit import clock
from servicekit.errors import NotFound
from servicekit.faults.effects import Scripted
from servicekit.testing.events import deliver
from servicekit.testing.faults import Faults

pytestmark = pytest.mark.django_db(transaction=True)
QUARTER = timedelta(minutes=15)

compute = partial(together, most=12)


def bought(*products: Product) -> UUID:
    event = order_event("order.confirmed", lines=[(product, 1) for product in products])
    deliver(order_confirmed, event)
    return UUID(event.data["order_id"])


def baskets() -> set[tuple[UUID, int]]:
    return set(BasketLine.objects.values_list("basket", "product_id"))


def test_an_order_is_one_basket_however_often_it_is_told(chair: Product, lamp: Product) -> None:
    event = order_event("order.confirmed", lines=[(chair, 2), (lamp, 1)])
    assert deliver(order_confirmed, event, times=3) == 1
    basket = UUID(event.data["order_id"])
    assert baskets() == {(basket, chair.pk), (basket, lamp.pk)}


def test_one_thing_alone_and_what_is_not_known_here_are_no_basket(chair: Product) -> None:
    event = order_event("order.confirmed", lines=[(chair, 1)])
    event.data["lines"].append({"product_id": 999_999, "quantity": 1})
    deliver(order_confirmed, event)
    assert baskets() == set()


def test_a_cancelled_order_leaves_no_basket(chair: Product, lamp: Product) -> None:
    kept, cancelled = bought(chair, lamp), bought(chair, lamp)
    deliver(order_cancelled, order_event("order.cancelled", lines=[], order_id=str(cancelled)))
    assert {basket for basket, _ in baskets()} == {kept}


def test_a_look_is_one_row_of_its_visitor_with_the_last_time(chair: Product) -> None:
    visitor = uuid4()
    services.view_record(visitor=visitor, product_id=chair.pk)
    View.objects.update(at=clock.now() - QUARTER)
    services.view_record(visitor=visitor, product_id=chair.pk)
    [view] = View.objects.all()
    assert (view.visitor, view.product_id) == (visitor, chair.pk)
    assert clock.now() - view.at < QUARTER


def test_ten_looks_at_once_are_one(chair: Product) -> None:
    visitor = uuid4()
    calls = [partial(services.view_record, visitor=visitor, product_id=chair.pk) for _ in range(10)]
    assert at_once(calls) == [None] * 10
    assert View.objects.count() == 1


def test_a_look_at_what_is_not_on_sale_is_not_kept(chair: Product) -> None:
    Product.objects.update(active=False)
    with pytest.raises(NotFound):
        services.view_record(visitor=uuid4(), product_id=chair.pk)
    assert not View.objects.exists()


def test_one_visitor_fills_no_table(
    chair: Product, lamp: Product, make_product: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_VIEWS", 2)
    visitor = uuid4()
    for product in (chair, lamp, make_product()):
        services.view_record(visitor=visitor, product_id=product.pk)
    assert set(View.objects.values_list("product_id", flat=True)) == {chair.pk, lamp.pk}


def test_a_computation_puts_beside_each_product_what_came_with_it(
    chair: Product, lamp: Product, make_product: Make
) -> None:
    table = make_product(name="Table")
    for _ in range(2):
        bought(chair, lamp)
    bought(chair, table)
    visitor = uuid4()
    for product in (lamp, table):
        services.view_record(visitor=visitor, product_id=product.pk)
    run = services.recommend(compute)
    assert run is not None
    assert (run.baskets, run.visitors, run.products, run.neighbours, run.running) == (3, 1, 3, 6, False)
    beside = neighbours([chair.pk, lamp.pk])
    assert beside[chair.pk] == {Kind.BOUGHT: [lamp.pk, table.pk]}
    assert beside[lamp.pk] == {Kind.BOUGHT: [chair.pk], Kind.VIEWED: [table.pk]}
    assert related_ids(lamp.pk, most=4) == [chair.pk, table.pk]


def test_what_no_longer_comes_together_is_gone_after_the_next(chair: Product, lamp: Product) -> None:
    basket = bought(chair, lamp)
    services.recommend(compute)
    services.basket_forget(basket=basket)
    services.recommend(compute)
    assert not Neighbour.objects.exists()


def test_a_computation_that_breaks_off_leaves_something_to_show_and_the_next_does_it_all(
    chair: Product, lamp: Product, faults: Faults
) -> None:
    bought(chair, lamp)
    services.recommend(compute)
    faults(site="point", where="product.recommend.between-chunks", effect="raise", times=1)
    with pytest.raises(Scripted):
        services.recommend(compute)
    assert neighbours([chair.pk])[chair.pk] == {Kind.BOUGHT: [lamp.pk]}
    again = services.recommend(compute)
    assert again is not None
    assert (again.neighbours, Computation.objects.filter(running=True).count()) == (2, 0)


def test_one_that_was_killed_is_given_up_in_time(chair: Product, lamp: Product) -> None:
    bought(chair, lamp)
    killed = services.computation_begin(now=clock.now())
    assert killed is not None
    assert services.recommend(compute) is None
    Computation.objects.filter(pk=killed.pk).update(started_at=clock.now() - services.LONGEST - QUARTER)
    assert services.recommend(compute) is not None
    assert neighbours([chair.pk])[chair.pk] == {Kind.BOUGHT: [lamp.pk]}


def test_of_two_at_once_one_computes(chair: Product, lamp: Product) -> None:
    bought(chair, lamp)
    began = at_once([partial(services.computation_begin, now=clock.now()) for _ in range(4)])
    assert sum(run is not None for run in began) == 1
    assert Computation.objects.filter(running=True).count() == 1


def test_nothing_new_needs_no_computation(chair: Product, lamp: Product) -> None:
    assert not services.due(every=QUARTER)
    bought(chair, lamp)
    assert services.due(every=QUARTER)
    services.recommend(compute)
    assert not services.due(every=QUARTER)
    Computation.objects.update(started_at=clock.now() - 2 * QUARTER)
    assert services.due(every=QUARTER)
    BasketLine.objects.update(at=clock.now() - 3 * QUARTER)
    assert not services.due(every=QUARTER)


def test_old_orders_and_looks_are_forgotten(chair: Product, lamp: Product) -> None:
    fresh, old = bought(chair, lamp), bought(chair, lamp)
    BasketLine.objects.filter(basket=old).update(at=clock.now() - services.KEEP_BASKETS - QUARTER)
    services.view_record(visitor=uuid4(), product_id=chair.pk)
    View.objects.update(at=clock.now() - services.KEEP_VIEWS - QUARTER)
    assert services.forget_old() == 3
    assert {basket for basket, _ in baskets()} == {fresh}
    assert not View.objects.exists()
