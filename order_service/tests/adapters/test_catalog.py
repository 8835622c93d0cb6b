"""The catalogue adapter against a real server over mTLS that answers, refuses, dawdles or is not there."""

# ruff: noqa: N802 - the methods are named by the proto
from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from order_service.cart.errors import ProductUnavailable
from order_service.cart.ports import Product
from order_service.orders.adapters.catalog import POLICIES, GrpcCatalog
from order_service.orders.domain.errors import OutOfStock, ReservationLimit
from order_service.orders.domain.pricing import PricedLine, WantedLine
from order_service.orders.ports import NeverSent, ReservationLost, StepRefused
from protos.gen.shop.common.v1.money_pb2 import Money as MoneyMessage
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as stubs
from servicekit.context import deadline_within
from servicekit.errors import DeadlineExceeded, DependencyUnavailable, InternalError, InvalidState
from servicekit.money import Money

LAMP = pb.Product(
    id=1,
    sku="L",
    name="Lamp",
    price=MoneyMessage(minor_units=1250, currency="EUR"),
    image_url="/l.webp",
    available=7,
    organisation_id="0192f0c4-0000-7000-8000-000000000001",
)
ALICE = uuid4()


class SoldOut(InvalidState):
    code = "out-of-stock"


class Gone(InvalidState):
    code = "product-unavailable"


class TooMuch(InvalidState):
    code = "reservation-limit"


class Expired(InvalidState):
    code = "reservation-expired"


class Products(stubs.ProductServiceServicer):
    def __init__(self) -> None:
        self.seen: list[Any] = []
        self.refusal: Exception | None = None
        self.slow = threading.Event()
        self.slow.set()

    def _answer(self, request: Any) -> None:
        self.seen.append(request)
        self.slow.wait(5)
        if self.refusal:
            raise self.refusal

    def BatchGetProducts(self, request: Any, context: Any) -> pb.BatchGetProductsResponse:
        self._answer(request)
        return pb.BatchGetProductsResponse(products=[LAMP], missing_ids=[2])

    def ReserveStock(self, request: Any, context: Any) -> pb.ReserveStockResponse:
        self._answer(request)
        lines = [pb.ReservedLine(product=LAMP, quantity=line.quantity) for line in request.lines]
        return pb.ReserveStockResponse(reservation=pb.Reservation(id=request.reservation_id, lines=lines))

    def ExtendReservation(self, request: Any, context: Any) -> pb.ExtendReservationResponse:
        self._answer(request)
        return pb.ExtendReservationResponse()

    def CommitReservation(self, request: Any, context: Any) -> pb.CommitReservationResponse:
        self._answer(request)
        return pb.CommitReservationResponse()

    def ReleaseReservation(self, request: Any, context: Any) -> pb.ReleaseReservationResponse:
        self._answer(request)
        return pb.ReleaseReservationResponse()


@pytest.fixture
def products() -> Products:
    return Products()  # type: ignore[abstract]  # the methods this service does not call are left out


@pytest.fixture
def catalog(grpc_server: Callable[..., Any], products: Products) -> GrpcCatalog:
    server = grpc_server(
        lambda s: stubs.add_ProductServiceServicer_to_server(products, s), service="product_service", connections=False
    )
    return GrpcCatalog(server.address)


def test_products_come_with_price_and_stock(catalog: GrpcCatalog, products: Products) -> None:
    assert catalog.products([1, 2]) == [Product(1, "Lamp", Money(1250, "EUR"), "/l.webp", 7)]
    assert list(products.seen[0].product_ids) == [1, 2]


def test_a_reservation_comes_back_priced(catalog: GrpcCatalog, products: Products) -> None:
    reservation_id = uuid4()
    lines = catalog.reserve(reservation_id, [WantedLine(1, 3)], ALICE)
    assert lines == [PricedLine(1, "Lamp", 3, Money(1250, "EUR"), "/l.webp", LAMP.organisation_id)]
    [request] = products.seen
    assert (request.reservation_id, request.customer_id) == (str(reservation_id), str(ALICE))
    assert [(line.product_id, line.quantity) for line in request.lines] == [(1, 3)]


def test_short_lines_are_named(catalog: GrpcCatalog, products: Products) -> None:
    short = [{"product_id": 1, "requested": 3, "available": 2}]
    products.refusal = SoldOut(lines=short)
    with pytest.raises(OutOfStock) as refused:
        catalog.reserve(uuid4(), [WantedLine(1, 3)], ALICE)
    assert refused.value.extensions == {"lines": short}


def test_products_that_are_not_sold_are_named(catalog: GrpcCatalog, products: Products) -> None:
    products.refusal = Gone(product_ids=[9])
    with pytest.raises(ProductUnavailable) as refused:
        catalog.reserve(uuid4(), [WantedLine(9, 1)], ALICE)
    assert refused.value.extensions == {"product_ids": [9]}


def test_more_than_one_customer_may_hold_is_told_with_the_limit(catalog: GrpcCatalog, products: Products) -> None:
    products.refusal = TooMuch(most_units=1000, most_reservations=100)
    with pytest.raises(ReservationLimit) as refused:
        catalog.reserve(uuid4(), [WantedLine(1, 3)], ALICE)
    assert refused.value.extensions == {"most_units": 1000, "most_reservations": 100}


@pytest.mark.parametrize("lines", [1, 30])
def test_a_basket_costs_one_round_trip_a_step_however_long_it_is(
    catalog: GrpcCatalog, products: Products, lines: int
) -> None:
    catalog.products(range(1, lines + 1))
    catalog.reserve(uuid4(), [WantedLine(n, 1) for n in range(1, lines + 1)], ALICE)
    catalog.extend(uuid4())
    catalog.commit(uuid4())
    catalog.release(uuid4())
    asked = [type(request).__name__.removesuffix("Request") for request in products.seen]
    assert asked == [
        "BatchGetProducts",
        "ReserveStock",
        "ExtendReservation",
        "CommitReservation",
        "ReleaseReservation",
    ]
    assert len(products.seen[0].product_ids) == len(products.seen[1].lines) == lines


def test_a_hold_that_is_over_cannot_be_prolonged(catalog: GrpcCatalog, products: Products) -> None:
    products.refusal = Expired()
    with pytest.raises(ReservationLost):
        catalog.extend(uuid4())


def test_a_hold_that_is_over_cannot_be_committed(catalog: GrpcCatalog, products: Products) -> None:
    products.refusal = Expired()
    with pytest.raises(ReservationLost):
        catalog.commit(uuid4())


def test_what_was_committed_cannot_be_released(catalog: GrpcCatalog, products: Products) -> None:
    products.refusal = Expired()
    with pytest.raises(StepRefused):
        catalog.release(uuid4())
    products.refusal = None
    catalog.commit(uuid4())
    catalog.release(uuid4())


@pytest.mark.parametrize(
    "call",
    [
        lambda c: c.products([1]),
        lambda c: c.reserve(uuid4(), [WantedLine(1, 1)], ALICE),
        lambda c: c.extend(uuid4()),
        lambda c: c.commit(uuid4()),
        lambda c: c.release(uuid4()),
    ],
)
def test_a_defect_over_there_is_an_outage_here(catalog: GrpcCatalog, products: Products, call: Any) -> None:
    products.refusal = InternalError()
    with pytest.raises(DependencyUnavailable) as failed:
        call(catalog)
    assert not isinstance(failed.value, NeverSent)


def test_a_hung_catalogue_ends_within_the_policy(catalog: GrpcCatalog, products: Products) -> None:
    products.slow.clear()
    with pytest.raises(DeadlineExceeded):
        catalog.reserve(uuid4(), [WantedLine(1, 1)], ALICE)
    products.slow.set()


def test_a_dead_catalogue_was_never_asked(grpc_server: Any, nobody_there: str) -> None:
    with pytest.raises(NeverSent):
        GrpcCatalog(nobody_there).reserve(uuid4(), [WantedLine(1, 1)], ALICE)


def test_out_of_time_nothing_is_asked(catalog: GrpcCatalog, products: Products) -> None:
    with deadline_within(0.01), pytest.raises(DeadlineExceeded):
        catalog.reserve(uuid4(), [WantedLine(1, 1)], ALICE)
    assert products.seen == []


def test_the_steps_of_a_checkout_keep_to_its_budget() -> None:
    checkout = {method.rpartition("/")[2]: policy.deadline for method, policy in POLICIES.items() if "Reserv" in method}
    steps = dict.fromkeys(["ReserveStock", "CommitReservation", "ReleaseReservation"], 0.4)
    # Asked for by no checkout that is still in its budget: by then it has lasted a minute.
    assert checkout == steps | {"ExtendReservation": 0.4}
    assert all(policy.idempotent for policy in POLICIES.values())
