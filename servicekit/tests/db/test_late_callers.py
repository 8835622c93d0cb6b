"""Callers of a real gRPC server who have given up get nothing written for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import grpc
import pytest
from django.db import transaction

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as rpc
from servicekit.errors import DeadlineExceeded
from servicekit.events import outbox
from servicekit.grpc.policy import CallPolicy
from servicekit.testing.mesh import MeshTls, RunningServer
from servicekit.testing.waiting import eventually
from servicekit.tests.grpc.products import PREFIX, Products, Shop
from servicekit.tests.idempotency.kitchen import JarFilled, filled

pytestmark = pytest.mark.django_db(transaction=True)

INFO = PREFIX + "GetProductInfo"
REQUEST = pb.GetProductInfoRequest()
CALLS = 60


@pytest.fixture
def shop(grpc_server: Callable[..., RunningServer]) -> Shop:
    products = Products()
    return Shop(products, grpc_server(products.register))


@pytest.fixture
def impatient(shop: Shop, mesh_tls: MeshTls) -> Iterator[grpc.Channel]:
    """A caller that kills its calls as it likes, without our channel's manners."""
    ours = mesh_tls.of("order_service")
    files = ((ours / name).read_bytes() for name in ("ca.pem", "key.pem", "cert.pem"))
    options = [("grpc.ssl_target_name_override", "product_service")]
    with grpc.secure_channel(shop.running.address, grpc.ssl_channel_credentials(*files), options=options) as channel:
        yield channel


def test_no_row_is_written_for_callers_who_were_killed_early(shop: Shop, impatient: grpc.Channel) -> None:
    """Sixty at once, which take up to twice their time; half of them are cut off long before it."""
    late: list[float] = []
    turn = iter(range(CALLS))

    def fill(_request: Any, call: grpc.ServicerContext) -> None:
        deadline, work = time.monotonic() + call.time_remaining(), 0.01 * (next(turn) % 10)
        with transaction.atomic():
            outbox.publish(JarFilled(of="plums"), aggregate="jar", aggregate_id="1")
            time.sleep(work)  # the work
        late.append(time.monotonic() - deadline)

    shop.products.answer = fill
    calls = [rpc.ProductServiceStub(impatient).GetProductInfo.future(REQUEST, timeout=0.4) for _ in range(CALLS)]
    time.sleep(0.1)  # some have begun
    for call in calls[::2]:
        call.cancel()
    answers = [call.code() for call in calls]
    time.sleep(0.6)  # whatever still runs has had the time to do its harm
    assert len(filled()) == len(late)
    assert max(late, default=0.0) < 0.1
    assert grpc.StatusCode.DEADLINE_EXCEEDED in answers


def test_a_handler_that_outlives_its_caller_leaves_no_row_and_is_answered_deadline_exceeded(shop: Shop) -> None:
    ended: list[Exception] = []

    def dawdle(_request: Any, _call: grpc.ServicerContext) -> None:
        try:
            with transaction.atomic():
                outbox.publish(JarFilled(of="plums"), aggregate="jar", aggregate_id="1")
                time.sleep(0.4)  # its caller leaves after 0.2 s
        except Exception as error:
            ended.append(error)
            raise

    shop.products.answer = dawdle
    with pytest.raises(DeadlineExceeded):
        shop.stub({INFO: CallPolicy(deadline=0.2)}).GetProductInfo(REQUEST)
    eventually(lambda: bool(ended), within=5)
    assert isinstance(ended[0], DeadlineExceeded)
    assert filled() == []
