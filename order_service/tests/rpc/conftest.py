from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from order_service import wiring
from protos.gen.shop.order.v1.order_service_pb2_grpc import OrderServiceStub
from servicekit import context


@pytest.fixture
def stub(grpc_server: Callable[..., Any]) -> Callable[[str], OrderServiceStub]:
    """`stub("payments_service")`: this service as that caller reaches it, over mTLS."""
    server = grpc_server(wiring.register, service="order_service")
    return lambda caller: OrderServiceStub(server.channel(caller))


@pytest.fixture
def on_behalf(tokens: Callable[..., str]) -> Callable[..., Any]:
    """Calls made inside it carry the token of a user with the role and name given."""
    return lambda role="customer", username="alice": context.request_scope("test", bearer=tokens(role, username))


@pytest.fixture(autouse=True)
def _no_leftover_bearer() -> Iterator[None]:
    with context.request_scope("test"):
        yield
