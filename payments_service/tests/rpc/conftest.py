from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from payments_service.payments.rpc.servicer import PaymentsServicer
from payments_service.tests.support import ScriptedProvider
from protos.gen.shop.payments.v1.payments_service_pb2_grpc import (
    PaymentsServiceStub,
    add_PaymentsServiceServicer_to_server,
)


@pytest.fixture
def stub_of(grpc_server: Callable[..., Any], provider: ScriptedProvider) -> Callable[[str], PaymentsServiceStub]:
    """`stub_of("order_service")`: the service as that caller sees it, over mTLS."""
    servicer = PaymentsServicer(provider)
    server = grpc_server(lambda s: add_PaymentsServiceServicer_to_server(servicer, s), service="payments_service")
    return lambda caller: PaymentsServiceStub(server.channel(caller))


@pytest.fixture
def stub(stub_of: Callable[[str], PaymentsServiceStub]) -> PaymentsServiceStub:
    return stub_of("order_service")
