"""The work is done and the answer is lost: the caller asks again, and it is not done twice."""

from __future__ import annotations

from uuid import uuid4

import pytest

from product_service.catalog.models import Product
from product_service.stock.models import Reservation
from product_service.tests.support import shelf
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1.product_service_pb2_grpc import ProductServiceStub
from servicekit.grpc.status import RemoteRefused
from servicekit.testing.faults import Faults


def reserve(stub: ProductServiceStub, product: Product, asked: str) -> None:
    line = pb.ReservationLine(product_id=product.pk, quantity=2)
    stub.ReserveStock(pb.ReserveStockRequest(reservation_id=asked, lines=[line]))


def test_a_repeat_after_a_lost_answer_finds_the_work_done(
    faults: Faults, stub: ProductServiceStub, chair: Product
) -> None:
    faults(site="point", where="product.reserve.after-commit", effect="raise", times=1)
    faults(site="point", where="product.commit.after-commit", effect="raise", times=1)
    asked = str(uuid4())
    commit = pb.CommitReservationRequest(reservation_id=asked)
    with pytest.raises(RemoteRefused):
        reserve(stub, chair, asked)
    assert shelf(chair) == (10, 2)
    reserve(stub, chair, asked)
    with pytest.raises(RemoteRefused):
        stub.CommitReservation(commit)
    assert shelf(chair) == (8, 0)
    stub.CommitReservation(commit)
    assert shelf(chair) == (8, 0)


def test_a_repeated_extension_after_a_lost_answer_is_the_same_one(
    faults: Faults, stub: ProductServiceStub, chair: Product
) -> None:
    faults(site="point", where="product.extend.after-commit", effect="raise", times=1)
    asked = str(uuid4())
    reserve(stub, chair, asked)
    extend = pb.ExtendReservationRequest(reservation_id=asked)
    with pytest.raises(RemoteRefused):
        stub.ExtendReservation(extend)
    until = Reservation.objects.get().expires_at
    stub.ExtendReservation(extend)
    assert Reservation.objects.get().expires_at == until
    assert shelf(chair) == (10, 2)


def test_a_repeated_release_after_a_lost_answer_gives_back_once(
    faults: Faults, stub: ProductServiceStub, chair: Product
) -> None:
    faults(site="point", where="product.release.after-commit", effect="raise", times=1)
    asked = str(uuid4())
    reserve(stub, chair, asked)
    release = pb.ReleaseReservationRequest(reservation_id=asked)
    with pytest.raises(RemoteRefused):
        stub.ReleaseReservation(release)
    stub.ReleaseReservation(release)
    assert shelf(chair) == (10, 0)
