"""A checkout through real gRPC whose connection breaks, or whose server says UNAVAILABLE, once the work was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from rest_framework.test import APIClient

from order_service import wiring
from order_service.orders import checkout, recovery
from order_service.orders.adapters import catalog, payments, users
from order_service.orders.adapters.catalog import GrpcCatalog
from order_service.orders.adapters.payments import GrpcPayments
from order_service.orders.adapters.users import GrpcUsers
from order_service.orders.domain.saga import SagaState
from order_service.orders.models import Order
from order_service.orders.ports import Partners, PaymentState
from order_service.tests.wire import HURRIED, PATIENT, Break, Breaks, Line, Payments, Products, Users
from order_service.tests.world import World
from protos.gen.shop.payments.v1 import payments_service_pb2_grpc as payments_stubs
from protos.gen.shop.product.v1 import product_service_pb2_grpc as product_stubs
from protos.gen.shop.user.v1 import user_service_pb2_grpc as user_stubs
from servicekit.api import budget
from servicekit.grpc.channel import guards_of
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db(transaction=True)

WRITES = ["ReserveStock", "Authorize", "CommitReservation", "Capture"]
TARGETS = ("product_service", "payments_service")

Buy = Callable[..., Any]


@pytest.fixture
def breaks() -> Breaks:
    return Breaks()


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def partners(
    grpc_server: Callable[..., Any], world: World, breaks: Breaks, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Partners]:
    """The adapters as they are, with lines to cut between them and the world."""
    products: Any = Products(world, breaks)  # type: ignore[abstract]  # what checkout does not call is left out
    payments: Any = Payments(world, breaks)  # type: ignore[abstract]  # the same
    users: Any = Users()  # type: ignore[abstract]  # the same
    servers: list[tuple[str, Callable[[Any], None]]] = [
        ("product_service", partial(product_stubs.add_ProductServiceServicer_to_server, products)),
        ("payments_service", partial(payments_stubs.add_PaymentsServiceServicer_to_server, payments)),
        ("user_service", partial(user_stubs.add_UserServiceServicer_to_server, users)),
    ]
    lines = [Line(grpc_server(add, service=name, connections=False).server.port) for name, add in servers]
    breaks.lines = lines[:2]
    take_time(monkeypatch, PATIENT)
    made = Partners(GrpcCatalog(lines[0].address), GrpcPayments(lines[1].address), GrpcUsers(lines[2].address))
    monkeypatch.setattr(wiring, "partners", lambda: made)
    yield made
    for line in lines:
        line.close()


def take_time(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """For each call, and for the whole of a checkout ten times as much."""
    for module in (catalog, payments, users):
        policies = {name: replace(policy, deadline=seconds) for name, policy in module.POLICIES.items()}
        monkeypatch.setattr(module, "POLICIES", policies)
    monkeypatch.setattr(checkout, "CHECKOUT_SECONDS", 10 * seconds)
    monkeypatch.setattr(budget, "DEFAULT", 10 * seconds)


@pytest.fixture
def buy(as_role: Callable[..., APIClient], post_order: Buy, body: dict[str, Any], partners: Partners) -> Buy:
    """A customer sends the checkout and waits for the answer."""
    return lambda: post_order(as_role(), body)


def assert_bought_once(world: World) -> None:
    order = Order.objects.get()
    payment = world.payment_of(order.pk)
    assert (order.status, order.saga.state) == ("confirmed", SagaState.DONE)
    assert payment is not None
    assert (payment.state, payment.captures, len(world.payments.by_key)) == (PaymentState.CAPTURED, 1, 1)
    assert world.catalog.commits == {order.pk: 1}
    assert (world.catalog.on_hand, world.catalog.free(1), world.catalog.free(2)) == ({1: 8, 2: 2}, 8, 2)


def recover_fully(partners: Partners, clock: HeldClock) -> None:
    for _ in range(20):
        clock.advance(seconds=11)
        recovery.recover(partners)


@pytest.mark.parametrize("broken", [Break.CUT_AFTER, Break.UNAVAILABLE_AFTER])
@pytest.mark.parametrize("method", WRITES)
def test_a_write_that_was_done_and_not_answered_is_found_by_its_key_and_the_customer_is_told_of_the_order(
    buy: Buy,
    partners: Partners,
    world: World,
    breaks: Breaks,
    method: str,
    broken: Break,
) -> None:
    breaks.next[method].append(broken)
    answer = buy()
    assert (answer.status_code, answer.json()["status"]) == (201, "confirmed")
    assert_bought_once(world)
    # The catalogue is sent the reservation's id again; about money it is asked.
    assert breaks.asked[method] == (2 if "Reserv" in method or "Stock" in method else 1)
    assert breaks.asked["GetByKey"] == (1 if method in {"Authorize", "Capture"} else 0)


@pytest.mark.parametrize("broken", [Break.CUT_BEFORE, Break.UNAVAILABLE_BEFORE])
@pytest.mark.parametrize("method", WRITES)
def test_a_write_that_was_not_done_is_done_once(
    buy: Buy,
    partners: Partners,
    world: World,
    breaks: Breaks,
    held_clock: HeldClock,
    method: str,
    broken: Break,
) -> None:
    breaks.next[method].append(broken)
    answer = buy()
    assert answer.status_code == (202 if method == "Authorize" else 201)
    recover_fully(partners, held_clock)
    assert_bought_once(world)


@pytest.mark.parametrize("method", ["ReserveStock", "CommitReservation"])
def test_a_write_that_took_too_long_to_answer_is_asked_about_while_there_is_time(
    buy: Buy,
    partners: Partners,
    world: World,
    breaks: Breaks,
    method: str,
) -> None:
    hurried: Any = catalog.POLICIES
    name = f"{catalog.SERVICE}/{method}"
    hurried[name] = replace(hurried[name], deadline=HURRIED)
    breaks.next[method].append(Break.LATE)
    assert buy().status_code == 201
    assert breaks.asked[method] == 2
    assert_bought_once(world)


@pytest.mark.parametrize("method", ["CommitReservation", "Capture"])
def test_without_a_token_in_the_budget_the_customer_is_told_later_and_the_worker_finds_out(
    buy: Buy,
    partners: Partners,
    world: World,
    breaks: Breaks,
    held_clock: HeldClock,
    method: str,
) -> None:
    for target in TARGETS:
        assert guards_of(target).budget.withdraw()
    breaks.next[method].append(Break.CUT_AFTER)
    assert buy().status_code == 202
    assert breaks.asked[method] == 1
    recover_fully(partners, held_clock)
    assert_bought_once(world)


def test_without_a_token_in_the_budget_a_lost_reservation_is_given_back(
    buy: Buy,
    partners: Partners,
    world: World,
    breaks: Breaks,
    held_clock: HeldClock,
) -> None:
    assert guards_of("product_service").budget.withdraw()
    breaks.next["ReserveStock"].append(Break.CUT_AFTER)
    assert buy().status_code == 503
    recover_fully(partners, held_clock)
    assert breaks.asked["ReserveStock"] == 1
    assert world.untouched()
    assert (world.catalog.free(1), world.catalog.free(2)) == (10, 3)


def test_when_every_answer_of_a_checkout_gets_lost_it_is_finished_later_and_once(
    buy: Buy, partners: Partners, world: World, breaks: Breaks, held_clock: HeldClock
) -> None:
    for method in WRITES:
        breaks.next[method].append(Break.CUT_AFTER)
    assert buy().status_code == 202
    recover_fully(partners, held_clock)
    assert_bought_once(world)
    assert breaks.asked == {
        "ReserveStock": 2,
        "Authorize": 1,
        "GetByKey": 1,
        "CommitReservation": 2,
        "Capture": 2,
    }
