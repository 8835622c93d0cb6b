"""ReserveStock, ExtendReservation, CommitReservation, ReleaseReservation."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.conf import settings

from product_service.catalog.models import Product
from product_service.stock.models import Reservation
from product_service.tests.rpc.refusals import refused
from product_service.tests.support import overdue, shelf
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1.product_service_pb2_grpc import ProductServiceStub
from servicekit.grpc.status import RemoteRefused
from servicekit.testing.mesh import RunningServer

ID = str(uuid4())
ALICE = str(uuid4())


def request(*lines: tuple[int, int], reservation_id: str = ID) -> pb.ReserveStockRequest:
    return pb.ReserveStockRequest(
        reservation_id=reservation_id,
        lines=[pb.ReservationLine(product_id=product_id, quantity=quantity) for product_id, quantity in lines],
    )


def test_a_reservation_answers_what_was_sold_at_which_price(
    stub: ProductServiceStub, chair: Product, lamp: Product
) -> None:
    answer = stub.ReserveStock(request((lamp.pk, 2), (chair.pk, 1))).reservation
    assert (answer.id, answer.state) == (ID, pb.RESERVATION_STATE_HELD)
    assert answer.expires_at.ToDatetime() == Reservation.objects.get().expires_at.replace(tzinfo=None)
    lines = [(line.product.id, line.product.price.minor_units, line.quantity) for line in answer.lines]
    assert lines == [(chair.pk, 13900, 1), (lamp.pk, 2500, 2)]
    assert [line.product.image_url for line in answer.lines] == ["/media/products/1f4e6.webp"] * 2


def test_the_seller_is_the_one_of_the_moment_of_reservation(stub: ProductServiceStub, chair: Product) -> None:
    first, second = uuid4(), uuid4()
    Product.objects.filter(pk=chair.pk).update(organisation_id=first)
    held = stub.ReserveStock(request((chair.pk, 1)))
    Product.objects.filter(pk=chair.pk).update(organisation_id=second)
    assert stub.ReserveStock(request((chair.pk, 1))) == held
    assert held.reservation.lines[0].product.organisation_id == str(first)
    now = stub.BatchGetProducts(pb.BatchGetProductsRequest(product_ids=[chair.pk])).products[0]
    assert now.organisation_id == str(second)


def test_what_the_house_sells_names_no_organisation(stub: ProductServiceStub, chair: Product) -> None:
    assert stub.ReserveStock(request((chair.pk, 1))).reservation.lines[0].product.organisation_id == ""


def test_a_repeat_answers_the_same(stub: ProductServiceStub, chair: Product) -> None:
    first = stub.ReserveStock(request((chair.pk, 1)))
    assert stub.ReserveStock(request((chair.pk, 1))) == first
    assert shelf(chair) == (10, 1)


def test_other_lines_under_the_same_id_already_exist(stub: ProductServiceStub, chair: Product) -> None:
    stub.ReserveStock(request((chair.pk, 1)))
    with refused("ALREADY_EXISTS", "idempotency-key-reused"):
        stub.ReserveStock(request((chair.pk, 2)))
    assert shelf(chair) == (10, 1)


def test_out_of_stock_names_the_short_lines(stub: ProductServiceStub, chair: Product, lamp: Product) -> None:
    with refused("FAILED_PRECONDITION", "out-of-stock") as refusal:
        stub.ReserveStock(request((chair.pk, 1), (lamp.pk, 9)))
    assert refusal[0].extensions == {"lines": [{"product_id": lamp.pk, "requested": 9, "available": 5}]}
    assert shelf(chair) == (10, 0)


def test_an_unknown_product_is_named(stub: ProductServiceStub, chair: Product) -> None:
    with refused("FAILED_PRECONDITION", "product-unavailable") as refusal:
        stub.ReserveStock(request((chair.pk, 1), (999, 1)))
    assert refusal[0].extensions == {"product_ids": [999]}
    assert shelf(chair) == (10, 0)


@pytest.mark.parametrize("reservation_id", ["", "abc", ID.upper(), f"{{{ID}}}", "0" * 32, "x" * 10_000])
def test_an_id_that_is_no_uuid_is_an_invalid_argument(
    stub: ProductServiceStub, chair: Product, reservation_id: str
) -> None:
    with refused("INVALID_ARGUMENT", "validation-error") as refusal:
        stub.ReserveStock(request((chair.pk, 1), reservation_id=reservation_id))
    assert [error.pointer for error in refusal[0].errors] == ["/reservation_id"]
    with refused("INVALID_ARGUMENT", "validation-error"):
        stub.CommitReservation(pb.CommitReservationRequest(reservation_id=reservation_id))
    with refused("INVALID_ARGUMENT", "validation-error"):
        stub.ReleaseReservation(pb.ReleaseReservationRequest(reservation_id=reservation_id))
    assert not Reservation.objects.exists()


@pytest.mark.parametrize(
    ("lines", "pointer"),
    [
        ([], "/lines"),
        ([(1, 1)] * 10_000, "/lines"),
        ([(1, 0)], "/lines/0/quantity"),
        ([(1, -1)], "/lines/0/quantity"),
        ([(1, 2**31 - 1)], "/lines/0/quantity"),
        ([(0, 1)], "/lines/0/product_id"),
        ([(1, 1), (1, 1)], "/lines/1/product_id"),
    ],
)
def test_bad_lines_are_invalid_arguments(
    stub: ProductServiceStub, chair: Product, lines: list[tuple[int, int]], pointer: str
) -> None:
    with refused("INVALID_ARGUMENT", "validation-error") as refusal:
        stub.ReserveStock(request(*lines))
    assert [error.pointer for error in refusal[0].errors] == [pointer]
    assert shelf(chair) == (10, 0)
    assert not Reservation.objects.exists()


def test_commit_sells_and_may_be_repeated(stub: ProductServiceStub, chair: Product) -> None:
    stub.ReserveStock(request((chair.pk, 4)))
    for _ in range(2):
        answer = stub.CommitReservation(pb.CommitReservationRequest(reservation_id=ID)).reservation
        assert (answer.state, len(answer.lines)) == (pb.RESERVATION_STATE_COMMITTED, 1)
    assert shelf(chair) == (6, 0)


def test_commit_after_expiry_is_too_late(stub: ProductServiceStub, chair: Product) -> None:
    stub.ReserveStock(request((chair.pk, 4)))
    overdue(Reservation.objects.get())
    with refused("FAILED_PRECONDITION", "reservation-expired"):
        stub.CommitReservation(pb.CommitReservationRequest(reservation_id=ID))
    assert shelf(chair) == (10, 4)


def test_release_after_commit_is_refused(stub: ProductServiceStub, chair: Product) -> None:
    stub.ReserveStock(request((chair.pk, 4)))
    stub.CommitReservation(pb.CommitReservationRequest(reservation_id=ID))
    with refused("FAILED_PRECONDITION", "reservation-committed"):
        stub.ReleaseReservation(pb.ReleaseReservationRequest(reservation_id=ID))
    assert shelf(chair) == (6, 0)


def test_release_may_be_repeated_and_come_first(stub: ProductServiceStub, chair: Product) -> None:
    for _ in range(2):
        answer = stub.ReleaseReservation(pb.ReleaseReservationRequest(reservation_id=ID)).reservation
        assert (answer.state, len(answer.lines)) == (pb.RESERVATION_STATE_RELEASED, 0)
    with refused("FAILED_PRECONDITION", "reservation-released"):
        stub.ReserveStock(request((chair.pk, 4)))
    with refused("FAILED_PRECONDITION", "reservation-released"):
        stub.CommitReservation(pb.CommitReservationRequest(reservation_id=ID))
    assert shelf(chair) == (10, 0)


def test_commit_of_an_id_never_seen_is_not_found(stub: ProductServiceStub) -> None:
    with refused("NOT_FOUND", "not-found"):
        stub.CommitReservation(pb.CommitReservationRequest(reservation_id=ID))


@pytest.mark.parametrize("caller", ["user_service", "payments_service"])
def test_only_the_order_service_reserves(server: RunningServer, chair: Product, caller: str) -> None:
    stub = ProductServiceStub(server.channel(caller))
    with pytest.raises(RemoteRefused) as refusal:
        stub.ReserveStock(request((chair.pk, 1)))
    assert refusal.value.grpc == "PERMISSION_DENIED"
    assert shelf(chair) == (10, 0)


def test_what_one_customer_holds_is_limited(
    stub: ProductServiceStub, chair: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.SHOPMESH, "held_units_per_customer", 5)
    wanted = request((chair.pk, 5))
    wanted.customer_id = ALICE
    held = stub.ReserveStock(wanted)
    assert stub.ReserveStock(wanted) == held
    more = request((chair.pk, 1), reservation_id=str(uuid4()))
    more.customer_id = ALICE
    with refused("FAILED_PRECONDITION", "reservation-limit") as refusal:
        stub.ReserveStock(more)
    assert refusal[0].extensions == {"most_units": 5, "most_reservations": 100}
    assert shelf(chair) == (10, 5)


@pytest.mark.parametrize("customer_id", ["alice", ALICE.upper(), " "])
def test_a_customer_is_a_uuid_or_nobody(stub: ProductServiceStub, chair: Product, customer_id: str) -> None:
    wanted = request((chair.pk, 1))
    wanted.customer_id = customer_id
    with refused("INVALID_ARGUMENT", "validation-error") as refusal:
        stub.ReserveStock(wanted)
    assert [error.pointer for error in refusal[0].errors] == ["/customer_id"]
    assert shelf(chair) == (10, 0)


def test_an_extension_answers_until_when_it_is_held_now(stub: ProductServiceStub, chair: Product) -> None:
    stub.ReserveStock(request((chair.pk, 4)))
    asked = pb.ExtendReservationRequest(reservation_id=ID)
    extended = stub.ExtendReservation(asked).reservation
    held = Reservation.objects.get()
    assert (extended.state, len(extended.lines)) == (pb.RESERVATION_STATE_HELD, 1)
    assert extended.expires_at.ToDatetime() == held.expires_at.replace(tzinfo=None)
    assert held.extended_at is not None
    assert stub.ExtendReservation(asked).reservation == extended


def test_what_is_over_is_not_extended(stub: ProductServiceStub, chair: Product) -> None:
    asked = pb.ExtendReservationRequest(reservation_id=ID)
    with refused("NOT_FOUND", "not-found"):
        stub.ExtendReservation(asked)
    stub.ReserveStock(request((chair.pk, 4)))
    overdue(Reservation.objects.get())
    with refused("FAILED_PRECONDITION", "reservation-expired"):
        stub.ExtendReservation(asked)
    stub.ReleaseReservation(pb.ReleaseReservationRequest(reservation_id=ID))
    with refused("FAILED_PRECONDITION", "reservation-released"):
        stub.ExtendReservation(asked)
    with refused("INVALID_ARGUMENT", "validation-error"):
        stub.ExtendReservation(pb.ExtendReservationRequest(reservation_id="x"))
